package io.lares.mimo.local;

import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel.Readiness;
import io.lares.language.Models;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of a {@link ModelStore}, of which the hub thinks with one. */
public final class LocalModels implements Models, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalModels.class);

  private final ModelStore store;
  private final LocalModel thinking;
  private @Nullable Work work;
  private @Nullable Thread worker;

  /**
   * Takes the models of a store.
   *
   * @param thinking the one that the hub thinks with; is not closed here
   */
  public LocalModels(ModelStore store, LocalModel thinking) {
    this.store = store;
    this.thinking = thinking;
  }

  private interface Refusable<T> {
    T get() throws ModelException;
  }

  private static <T> T refused(Refusable<T> action) throws LanguageException {
    try {
      return action.get();
    } catch (ModelException e) {
      throw new LanguageException(Reason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<Model> list() throws LanguageException {
    String used = used();
    return refused(store::list).stream().map(entry -> model(entry, used)).toList();
  }

  private String used() {
    try {
      return store.used().name();
    } catch (ModelException e) {
      return "";
    }
  }

  private Model model(ModelStore.Entry entry, String used) {
    State state = State.UNUSED;
    String problem = "";
    if (entry.name().equals(used)) {
      switch (thinking.readiness()) {
        case Readiness.Ready _ -> state = State.READY;
        case Readiness.Asleep _ -> state = State.ASLEEP;
        case Readiness.Unavailable(String why) -> {
          state = State.BROKEN;
          problem = why;
        }
      }
    }
    return new Model(
        entry.name(),
        entry.origin(),
        size(entry.shape()),
        entry.bytes(),
        entry.memory(),
        state,
        problem);
  }

  private static Size size(MimoShape shape) {
    return new Size(
        shape.layers(),
        shape.hidden(),
        shape.heads(),
        shape.kvHeads(),
        shape.vocab(),
        shape.mtpLayers(),
        shape.maxPosition(),
        shape.parameters());
  }

  @Override
  public Machine machine() throws LanguageException {
    return new Machine(store.memory(), refused(store::freeDisk), startAgain());
  }

  /** A hub that was started without a model has neither Java's vectors nor memory for texts. */
  private boolean startAgain() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty() && !used().isEmpty();
  }

  @Override
  public Offer examine(Source source) throws LanguageException {
    return refused(() -> {
      try (ModelImport prepared = prepare(source)) {
        return new Offer(
            prepared.name(),
            prepared.kind(),
            size(prepared.shape()),
            prepared.disk(),
            prepared.memory(),
            prepared.hindrance().orElse(""));
      }
    });
  }

  private ModelImport prepare(Source source) throws ModelException {
    Precision precision =
        switch (source.bits()) {
          case 4 -> Precision.INT4;
          case 8 -> Precision.INT8;
          case 16 -> Precision.SOURCE;
          default -> throw new ModelException("Weights have 4, 8 or 16 bits");
        };
    return store.prepare(
        source.path(), Optional.ofNullable(source.ahead()), source.name(), precision);
  }

  @Override
  public Work bring(Source source) throws LanguageException {
    ModelImport prepared = refused(() -> prepare(source));
    boolean started = false;
    try {
      Optional<String> hindrance = refused(prepared::hindrance);
      if (hindrance.isPresent()) {
        throw new LanguageException(Reason.UNAVAILABLE, hindrance.get());
      }
      Work first =
          start(
              Kind.BRINGING,
              prepared.name(),
              progress -> {
                try (prepared) {
                  prepared.run(progress);
                }
              });
      started = true;
      return first;
    } finally {
      if (!started) {
        prepared.close();
      }
    }
  }

  @Override
  public Work verify(String name) throws LanguageException {
    refused(() -> store.folder(name));
    return start(Kind.COMPARING, name, progress -> store.verify(name, progress));
  }

  private interface LongWork {
    void run(Progress progress) throws ModelException, InterruptedException;
  }

  private synchronized Work start(Kind kind, String model, LongWork action)
      throws LanguageException {
    Work before = work;
    if (before != null && before.stage() == Stage.UNDER_WAY) {
      throw new LanguageException(
          Reason.BUSY, "The model '" + before.model() + "' is being worked on: wait, or stop that");
    }
    Work first = new Work(kind, model, "", 0, 0, Stage.UNDER_WAY, "");
    work = first;
    worker = Thread.ofPlatform().daemon().name("model-work").start(() -> carryOut(first, action));
    return first;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever it is, a person waits for the end
  private void carryOut(Work first, LongWork action) {
    Progress progress = (what, done, total) -> told(what, done, total);
    try {
      action.run(progress);
      ended(Stage.DONE, "");
    } catch (InterruptedException e) {
      ended(Stage.CANCELLED, "");
    } catch (ModelException e) {
      // An interrupt closes the files that are read.
      boolean cancelled = Thread.interrupted();
      ended(
          cancelled ? Stage.CANCELLED : Stage.FAILED,
          cancelled ? "" : String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.warn("The work on the model '{}' broke", first.model(), e);
      ended(Stage.FAILED, "It broke: " + e);
    }
  }

  private synchronized void told(String what, long done, long total) {
    Work now = work;
    if (now != null) {
      work = new Work(now.kind(), now.model(), what, done, total, now.stage(), "");
    }
  }

  private synchronized void ended(Stage stage, String problem) {
    Work now = work;
    if (now != null) {
      work = new Work(now.kind(), now.model(), now.what(), now.done(), now.total(), stage, problem);
    }
  }

  @Override
  public synchronized Optional<Work> work() {
    return Optional.ofNullable(work);
  }

  @Override
  public synchronized void cancel() {
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void remove(String name) throws LanguageException {
    refused(() -> {
      store.remove(name);
      return name;
    });
    thinking.letGoOfOthers();
  }

  @Override
  public void use(@Nullable String name) throws LanguageException {
    refused(() -> {
      if (name == null) {
        store.useNone();
      } else {
        store.use(name);
      }
      return "";
    });
    thinking.letGoOfOthers();
  }

  /** Stops the work under way; what an import has finished is kept. */
  @Override
  public void close() {
    cancel();
  }
}
