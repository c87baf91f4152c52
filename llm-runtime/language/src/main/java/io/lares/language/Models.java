package io.lares.language;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The language models that were brought to this hub. An OSGi service. Safe from any thread. What
 * can't be done is a {@link LanguageException} in plain words.
 */
public interface Models {
  /** All that are there, by name. */
  List<Model> list() throws LanguageException;

  /** What this machine has for models. */
  Machine machine() throws LanguageException;

  /** Tells what it takes to bring a model; reads the headers of its files only. */
  Offer examine(Source source) throws LanguageException;

  /**
   * Starts to bring a model, and returns. What a stopped one has finished is taken over.
   *
   * @throws LanguageException where it can't be brought, or other work is under way
   */
  Work bring(Source source) throws LanguageException;

  /**
   * Starts to compare a model with what was brought, and returns.
   *
   * @throws LanguageException where there is none of this name, or other work is under way
   */
  Work verify(String name) throws LanguageException;

  /** The work under way, or how the last one ended. */
  Optional<Work> work();

  /** Stops the work under way, if there is any. */
  void cancel();

  /** Removes a model from the disk. */
  void remove(String name) throws LanguageException;

  /**
   * Chooses the model that the hub thinks with.
   *
   * @param name null for none, until one is chosen again
   */
  void use(@Nullable String name) throws LanguageException;

  /**
   * A model.
   *
   * @param origin what it was made of, for people
   * @param disk bytes of its weights
   * @param memory bytes that it needs to run, about
   * @param problem why it can't be used, in plain words; empty where nothing is known
   */
  record Model(
      String name, String origin, Size size, long disk, long memory, State state, String problem) {}

  /** How a model is. */
  enum State {
    /** The hub does not think with it. */
    UNUSED,
    /** The hub thinks with it, and loads it when it is asked. */
    ASLEEP,
    /** It is loaded. */
    READY,
    /** The hub would think with it, and can't. */
    BROKEN
  }

  /**
   * How large a model is.
   *
   * @param ahead layers for multi-token prediction
   * @param positions tokens that it was made for
   * @param parameters numbers of all its tensors
   */
  record Size(
      int layers,
      int hidden,
      int heads,
      int kvHeads,
      int vocabulary,
      int ahead,
      int positions,
      long parameters) {}

  /**
   * What this machine has.
   *
   * @param memory in bytes, all of it
   * @param freeDisk in bytes, where models are kept
   * @param startAgain whether the hub would think faster and of longer texts if it were started
   *     again, now that it has a model
   */
  record Machine(long memory, long freeDisk, boolean startAgain) {}

  /**
   * What somebody wants to bring.
   *
   * @param path a folder as from Hugging Face or a GGUF file, on the hub
   * @param ahead where layers for multi-token prediction come from that it lacks; null for nowhere
   * @param name what to call it; empty for after the path
   * @param bits what 16-bit weights become: 4, 8 or 16
   */
  record Source(Path path, @Nullable Path ahead, String name, int bits) {}

  /**
   * What it takes to bring a model.
   *
   * @param kind what it is made of
   * @param disk bytes that it takes
   * @param memory bytes that it needs to run, about
   * @param hindrance why this machine is too small for it, in plain words; empty where it is not
   */
  record Offer(String name, String kind, Size size, long disk, long memory, String hindrance) {}

  /**
   * A long work, and how far it is.
   *
   * @param what is done at the moment, in plain words
   * @param done bytes, up to {@code total}
   * @param problem why it ended badly; empty otherwise
   */
  record Work(
      Kind kind, String model, String what, long done, long total, Stage stage, String problem) {}

  /** What kind of work. */
  enum Kind {
    BRINGING,
    COMPARING
  }

  /** How far a work is. */
  enum Stage {
    UNDER_WAY,
    DONE,
    CANCELLED,
    FAILED
  }
}
