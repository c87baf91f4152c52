package io.lares.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Finds what a sentence is about among labels, each of which is described by a few phrases: "too
 * dark to read" and "I can't see a thing" for light. A label is as near as the nearest of its
 * phrases. Immutable; safe from any thread.
 *
 * <p>Cosines of different encoders have different scales, and even unrelated sentences are a little
 * alike. Whoever acts on a match therefore asks for a level of its own and for a distance to the
 * runner-up, both measured with sentences that were put aside.
 *
 * @param <L> what is found; two labels are the same where {@code equals} says so
 */
public final class MeaningIndex<L> {
  private static final int PORTION = 32;

  private final SentenceEncoder encoder;
  private final List<Entry<L>> entries;

  /**
   * A label that was found.
   *
   * @param cosine how near its nearest phrase is, -1 to 1
   * @param phrase that phrase
   */
  public record Match<L>(L label, double cosine, String phrase) {}

  private record Entry<L>(L label, List<String> phrases, List<SentenceVector> vectors) {
    Match<L> match(SentenceVector sentence) {
      int nearest = 0;
      double cosine = -1;
      for (int i = 0; i < vectors.size(); i++) {
        double next = sentence.cosine(vectors.get(i));
        if (next > cosine) {
          cosine = next;
          nearest = i;
        }
      }
      return new Match<>(label, cosine, phrases.get(nearest));
    }
  }

  private MeaningIndex(SentenceEncoder encoder, List<Entry<L>> entries) {
    this.encoder = encoder;
    this.entries = entries;
  }

  /**
   * Encodes all phrases, which takes a millisecond or two for each.
   *
   * @param phrases at least one for each label; where labels are equally near, the earlier one
   *     comes first
   * @throws LanguageException where the encoder gives no answer
   */
  public static <L> MeaningIndex<L> of(
      SentenceEncoder encoder, SequencedMap<L, List<String>> phrases)
      throws LanguageException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<L, List<String>> label : phrases.entrySet()) {
      if (label.getValue().isEmpty()) {
        throw new IllegalArgumentException("no phrase for " + label.getKey());
      }
      texts.addAll(label.getValue());
    }
    List<SentenceVector> vectors = encodeAll(encoder, texts);
    List<Entry<L>> entries = new ArrayList<>();
    int from = 0;
    for (Map.Entry<L, List<String>> label : phrases.entrySet()) {
      int to = from + label.getValue().size();
      entries.add(
          new Entry<>(
              label.getKey(),
              List.copyOf(label.getValue()),
              List.copyOf(vectors.subList(from, to))));
      from = to;
    }
    return new MeaningIndex<>(encoder, List.copyOf(entries));
  }

  /** In portions, so that a sentence that somebody just said gets its turn in between. */
  private static List<SentenceVector> encodeAll(SentenceEncoder encoder, List<String> texts)
      throws LanguageException, InterruptedException {
    List<SentenceVector> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += PORTION) {
      vectors.addAll(encoder.encode(texts.subList(from, Math.min(texts.size(), from + PORTION))));
    }
    return vectors;
  }

  /**
   * The labels nearest to a sentence, the nearest first.
   *
   * @param most how many at most
   * @throws LanguageException where the encoder gives no answer
   */
  public List<Match<L>> nearest(String sentence, int most)
      throws LanguageException, InterruptedException {
    return nearest(encoder.encode(List.of(sentence)).getFirst(), most);
  }

  /** The same for a vector that the encoder of this index made. */
  public List<Match<L>> nearest(SentenceVector sentence, int most) {
    return entries.stream()
        .map(entry -> entry.match(sentence))
        .sorted(Comparator.comparingDouble((Match<L> match) -> match.cosine()).reversed())
        .limit(most)
        .toList();
  }
}
