package io.lares.mimo.local;

import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Prompt;
import io.lares.mimo.engine.Context;
import io.lares.mimo.engine.Drafter;
import io.lares.mimo.engine.Generation;
import io.lares.mimo.engine.KvPrecision;
import io.lares.mimo.engine.Mimo;
import io.lares.mimo.grammar.Form;
import io.lares.mimo.grammar.GrammarCompiler;
import io.lares.mimo.grammar.Vocabulary;
import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Kernels;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.tokenizer.ChatTemplate;
import io.lares.mimo.tokenizer.Tokenizer;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** A model in memory, with one text that it has read. For one thread at a time. */
final class Loaded implements AutoCloseable {
  private static final int FORMS = 8;

  private final ModelStore.Entry entry;
  private final Weights weights;
  private final Workers workers;
  private final Kernel kernel;
  private final Tokenizer tokenizer;
  private final ChatTemplate chat;
  private final Context context;
  private final Optional<ReadTexts> kept;
  private final String identity;
  private int[] keptTokens;
  private final Optional<Drafter> drafter;
  private final GrammarCompiler compiler;
  private final Map<Grammar, Form> forms =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Grammar, Form> eldest) {
          return size() > FORMS;
        }
      };

  private Loaded(
      ModelStore.Entry entry,
      Weights weights,
      Workers workers,
      Kernel kernel,
      Tokenizer tokenizer,
      int most,
      Optional<ReadTexts> kept)
      throws ModelException {
    this.entry = entry;
    this.weights = weights;
    this.workers = workers;
    this.kernel = kernel;
    this.tokenizer = tokenizer;
    chat = new ChatTemplate(tokenizer);
    Mimo model = new Mimo(weights, kernel, workers);
    context = new Context(model, most, KvPrecision.EIGHT_BITS);
    drafter = Drafter.of(model).map(Drafter::wherePaying);
    Vocabulary vocabulary = new Vocabulary(weights.shape().vocab(), tokenizer::bytes);
    compiler = new GrammarCompiler(vocabulary, Set.of(chat.end()));
    this.kept = kept;
    identity = weights.identity();
    kept.ifPresent(texts -> texts.load(identity, context));
    keptTokens = context.tokens();
  }

  /**
   * Opens a model.
   *
   * @param most tokens that it will read, within what it can
   * @param kept where it finds what it has read before, and keeps it
   */
  static Loaded open(
      ModelStore.Entry entry, Natives natives, int threads, int most, Optional<ReadTexts> kept)
      throws ModelException {
    Weights weights = Weights.open(entry.folder());
    Workers workers = new Workers(threads);
    Kernel kernel = null;
    Tokenizer tokenizer = null;
    boolean done = false;
    try {
      kernel = Kernels.fastest(workers, natives);
      tokenizer = Tokenizer.open(weights.tokenizer(), natives);
      Loaded loaded = new Loaded(entry, weights, workers, kernel, tokenizer, most, kept);
      done = true;
      return loaded;
    } finally {
      if (!done) {
        if (tokenizer != null) {
          tokenizer.close();
        }
        if (kernel != null) {
          kernel.close();
        }
        workers.close();
        weights.close();
      }
    }
  }

  /** Whether it is this model, and as it is on the disk now. */
  boolean is(ModelStore.Entry other) {
    return entry.equals(other);
  }

  int capacity() {
    return context.capacity();
  }

  int[] tokens(Prompt prompt) {
    return Stream.of(
            chat.messages(prompt.stable()), chat.messages(prompt.changing()), chat.answer())
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  byte[] bytes(int token) {
    return tokenizer.bytes(token);
  }

  String text(List<Integer> tokens) {
    return tokenizer.decode(tokens.stream().mapToInt(i -> i).toArray());
  }

  /** Reads the beginning of texts to come, and keeps it; what is read is not read again. */
  void read(List<Prompt.Message> stable, BooleanSupplier cancelled) {
    int[] tokens = chat.messages(stable);
    if (tokens.length >= context.capacity()) {
      return;
    }
    context.rollbackToCommon(tokens);
    if (!context.readOn(tokens, cancelled)) {
      return;
    }
    if (kept.isPresent() && !Arrays.equals(tokens, keptTokens)) {
      context.lookAhead();
      long most = tokens.length * KvPrecision.EIGHT_BITS.bytesPerToken(weights.shape());
      kept.get().save(identity, context, most, cancelled);
      keptTokens = tokens;
    }
  }

  Generation.Answer answer(
      LanguageModel.Request request, int[] prompt, IntConsumer heard, BooleanSupplier cancelled)
      throws LanguageException {
    Form form = forms.get(request.grammar());
    if (form == null) {
      form = compiler.compile(request.grammar());
      forms.put(request.grammar(), form);
    }
    return new Generation(
            request.sampling(), request.limits().outputTokens(), Set.of(chat.end()), drafter)
        .run(context, prompt, form.guide(tokenizer::bytes, tokenizer::settled), heard, cancelled);
  }

  @Override
  public void close() {
    kernel.close();
    workers.close();
    tokenizer.close();
    weights.close();
  }
}
