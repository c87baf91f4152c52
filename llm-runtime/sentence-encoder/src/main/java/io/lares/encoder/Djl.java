package io.lares.encoder;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.inference.Predictor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * DJL with ONNX Runtime, set up for a hub: nothing is fetched or reported over the network, no file
 * is written but in the folder of the hub, no thread is started that one sentence does not need. To
 * be used by threads whose context class loader is this bundle's.
 */
final class Djl {
  private static final String ENGINE = "OnnxRuntime";

  /** Tells each time what it did not look for in vain; held, or its level would be forgotten. */
  private static final Logger CHATTER = Logger.getLogger("ai.djl");

  private final Path folder;
  private final int threads;
  private final Platform platform;
  private final Unpacked natives;

  /**
   * As it will be; touches nothing yet.
   *
   * @param folder where files may be kept
   * @param threads how many work on one sentence, with the caller
   */
  Djl(Path folder, int threads, Platform platform) {
    this.folder = folder;
    this.threads = threads;
    this.platform = platform;
    this.natives = new Unpacked(folder.resolve("natives"));
  }

  /** Brings a model into memory. What could not be loaded is unpacked anew the next time. */
  TextModel load(ModelSpec spec) throws Exception {
    configure();
    unpackLibraries();
    Unpacked files = new Unpacked(folder.resolve("model-" + String.join("-", spec.languages())));
    Path network = files.file(spec.network());
    try {
      return loaded(spec, network);
    } catch (LinkageError e) {
      natives.discard();
      throw e;
    } catch (Exception e) {
      files.discard();
      throw e;
    }
  }

  private TextModel loaded(ModelSpec spec, Path network) throws Exception {
    Model model = Model.newInstance(spec.name(), Device.cpu(), ENGINE);
    try (SessionOptions options = options()) {
      model.load(network, null, Map.of("sessionOptions", options));
      HuggingFaceTokenizer tokenizer = tokenizer(spec);
      return new DjlModel(
          model, tokenizer, model.newPredictor(new SentenceTranslator(tokenizer, spec)));
    } catch (Exception | Error e) {
      model.close();
      throw e;
    }
  }

  /** The settings are the JVM's, so they are the same whoever makes them first. */
  private void configure() {
    CHATTER.setLevel(Level.SEVERE);
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_CACHE_DIR", folder.toString());
    System.setProperty("ENGINE_CACHE_DIR", folder.toString());
    System.setProperty("ai.djl.default_engine", ENGINE);
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
    // The pools of the whole process stay empty: a model has threads of its own, if any.
    System.setProperty("ai.djl.onnxruntime.num_threads", "1");
    System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
  }

  private void unpackLibraries() throws IOException, LanguageException {
    try {
      for (String library : platform.onnxRuntime()) {
        natives.file(library);
      }
      Path tokenizers = natives.file(platform.tokenizers());
      System.setProperty("onnxruntime.native.path", natives.folder().toString());
      // Another bundle of DJL's may set it, too, to its own.
      synchronized (System.getProperties()) {
        System.setProperty("RUST_LIBRARY_PATH", tokenizers.toString());
        LibUtils.checkStatus();
      }
    } catch (EngineException e) {
      natives.discard();
      throw e;
    } catch (FileNotFoundException e) {
      throw new LanguageException(
          Reason.UNAVAILABLE, "there is no sentence encoder for this machine: " + platform, e);
    }
  }

  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // Sentences are short: keeping and planning memory ahead would cost more than it saves.
    options.setCPUArenaAllocator(false);
    options.setMemoryPatternOptimization(false);
    return options;
  }

  private static HuggingFaceTokenizer tokenizer(ModelSpec spec) throws IOException {
    try (InputStream json = Djl.class.getResourceAsStream(spec.tokenizer())) {
      if (json == null) {
        throw new FileNotFoundException(spec.tokenizer());
      }
      return HuggingFaceTokenizer.newInstance(
          json,
          Map.of(
              "padding", "false",
              "truncation", "true",
              "maxLength", String.valueOf(spec.mostTokens())));
    }
  }

  /** All that one model holds; closed in the order of its making, backwards. */
  private record DjlModel(
      Model model, HuggingFaceTokenizer tokenizer, Predictor<String, float[]> predictor)
      implements TextModel {
    @Override
    public float[] vector(String text) throws Exception {
      return predictor.predict(text);
    }

    @Override
    public void close() {
      predictor.close();
      tokenizer.close();
      model.close();
    }
  }
}
