package io.lares.mimo.grammar;

import io.lares.language.Grammar;
import io.lares.mimo.engine.Guide;
import io.lares.mimo.engine.TokenSet;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.tokenizer.Tokenizer;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Texts of grammars, of tokens that chance picks from those that are allowed. */
final class Texts implements AutoCloseable {
  private static final int MOST_TOKENS = 400;

  final Tokenizer tokenizer;
  final Vocabulary vocabulary;
  final GrammarCompiler compiler;
  final int size;
  final int stop;
  private final List<List<Integer>> closing = new ArrayList<>();

  private Texts(Tokenizer tokenizer, int size) {
    this.tokenizer = tokenizer;
    this.size = size;
    stop = tokenizer.special("<|im_end|>").orElseThrow();
    vocabulary = new Vocabulary(size, tokenizer::bytes);
    compiler = new GrammarCompiler(vocabulary, Set.of(stop));
    List<Integer> ends = new ArrayList<>();
    for (int token = 0; token < size; token++) {
      String text = tokenizer.decode(token);
      if (token == stop || !text.isEmpty() && "\"]}".contains(text.substring(0, 1))) {
        ends.add(token);
      }
    }
    closing.add(ends);
  }

  static Texts open(Path folder, int vocab) throws Exception {
    Path model = folder.resolve("model-" + vocab);
    new Checkpoint(new Shape(64, 1, 2, 1, 32, 64, vocab, 0, false), 1).huggingFace(model, 1);
    return new Texts(
        Tokenizer.open(model.resolve("tokenizer.json"), new Natives(folder.resolve("natives"))),
        vocab);
  }

  /** A text, or nothing where it found no end. */
  Optional<String> random(Grammar grammar, long seed) throws Exception {
    Guide guide = compiler.compile(grammar).guide(tokenizer::bytes, tokenizer::settled);
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> said = new ArrayList<>();
    while (!guide.done()) {
      if (said.size() > MOST_TOKENS) {
        return Optional.empty();
      }
      int[] forced = guide.forced();
      for (int token : forced) {
        guide.said(token);
        said.add(token);
      }
      if (guide.done()) {
        break;
      }
      int next = choose(guide.allowed(), random);
      if (next == stop) {
        break;
      }
      guide.said(next);
      said.add(next);
    }
    return Optional.of(tokenizer.decode(said.stream().mapToInt(i -> i).toArray()));
  }

  private int choose(TokenSet allowed, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      List<Integer> ends = closing.getFirst().stream().filter(allowed::has).toList();
      if (!ends.isEmpty()) {
        return ends.get(random.nextInt(ends.size()));
      }
    }
    List<Integer> all = new ArrayList<>();
    for (int token = 0; token < size; token++) {
      if (allowed.has(token)) {
        all.add(token);
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
