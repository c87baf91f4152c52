package io.lares.planner.meaning;

import io.lares.language.LanguageException;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An encoder that keeps the vectors of the texts that it saw last: when a home changes, nearly all
 * of its names stay. What is wrong with the encoder comes out as a {@link LanguageException}.
 */
final class Remembering implements SentenceEncoder {
  private static final int MOST_KEPT = 1_000;

  private final SentenceEncoder inner;
  private final Map<String, SentenceVector> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SentenceVector> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Remembering(SentenceEncoder inner) {
    this.inner = inner;
  }

  @Override
  public List<SentenceVector> encode(List<String> texts)
      throws LanguageException, InterruptedException {
    Map<String, SentenceVector> found = new LinkedHashMap<>();
    synchronized (kept) {
      for (String text : texts) {
        SentenceVector vector = kept.get(text);
        if (vector != null) {
          found.put(text, vector);
        }
      }
    }
    List<String> missing =
        texts.stream().filter(text -> !found.containsKey(text)).distinct().toList();
    if (!missing.isEmpty()) {
      List<SentenceVector> vectors = encodeAnew(missing);
      synchronized (kept) {
        for (int i = 0; i < missing.size(); i++) {
          found.put(missing.get(i), vectors.get(i));
          kept.put(missing.get(i), vectors.get(i));
        }
      }
    }
    List<SentenceVector> result = new ArrayList<>(texts.size());
    for (String text : texts) {
      SentenceVector vector = found.get(text);
      if (vector != null) {
        result.add(vector);
      }
    }
    return result;
  }

  private List<SentenceVector> encodeAnew(List<String> texts)
      throws LanguageException, InterruptedException {
    List<SentenceVector> vectors;
    try {
      vectors = inner.encode(texts);
    } catch (RuntimeException e) {
      throw new LanguageException(LanguageException.Reason.FAILED, "the encoder broke", e);
    }
    if (vectors.size() != texts.size()) {
      throw new LanguageException(
          LanguageException.Reason.FAILED, "the encoder did not encode all texts");
    }
    return vectors;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Set<String> languages() {
    return inner.languages();
  }

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public int longestText() {
    return inner.longestText();
  }
}
