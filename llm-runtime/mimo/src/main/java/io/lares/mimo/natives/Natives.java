package io.lares.mimo.natives;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.onnxruntime.OrtEnvironment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads DJL's native libraries out of this bundle. DJL takes their places from properties of the
 * JVM, and a library is loaded once for each class loader from a place of its own; so who sets them
 * holds the properties' lock until the library is loaded.
 */
public final class Natives {
  /** Tells each time what it did not look for in vain; held, or its level would be forgotten. */
  private static final Logger CHATTER = Logger.getLogger("ai.djl");

  private static final String ONNX_RUNTIME = "onnxruntime.native.path";

  private final Path folder;
  private final Platform platform;

  /**
   * Touches nothing yet.
   *
   * @param folder where the libraries are unpacked to, once
   */
  public Natives(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.platform = Platform.ofThisMachine();
  }

  /**
   * Makes the tokenizers' library ready; the second time costs nothing.
   *
   * @throws IOException in plain words, where there is none for this machine or it can't be loaded
   */
  public void loadTokenizers() throws IOException {
    Unpacked libraries = new Unpacked(folder);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // DJL looks for its resources there.
    thread.setContextClassLoader(Natives.class.getClassLoader());
    synchronized (System.getProperties()) {
      try {
        CHATTER.setLevel(Level.SEVERE);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_LIBRARY_PATH", libraries.file(platform.tokenizers()).toString());
        LibUtils.checkStatus();
      } catch (FileNotFoundException e) {
        throw new IOException("There is no tokenizer for this machine: " + platform, e);
      } catch (LinkageError | AssertionError | RuntimeException e) {
        libraries.discard();
        throw new IOException("The tokenizers' library can't be loaded: " + e.getMessage(), e);
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  /**
   * Makes ONNX Runtime ready; the second time costs nothing.
   *
   * @throws IOException in plain words, where there is none for this machine or it can't be loaded
   */
  public void loadOnnxRuntime() throws IOException {
    Unpacked libraries = new Unpacked(folder);
    synchronized (System.getProperties()) {
      // Another bundle may have set it for its own libraries, and not have loaded them yet.
      String before = System.getProperty(ONNX_RUNTIME);
      try {
        for (String library : platform.onnxRuntime()) {
          libraries.file(library);
        }
        System.setProperty(ONNX_RUNTIME, folder.toString());
        OrtEnvironment.getEnvironment();
      } catch (FileNotFoundException e) {
        throw new IOException("There is no ONNX Runtime for this machine: " + platform, e);
      } catch (LinkageError | RuntimeException e) {
        libraries.discard();
        throw new IOException("ONNX Runtime can't be loaded: " + e.getMessage(), e);
      } finally {
        if (before == null) {
          System.clearProperty(ONNX_RUNTIME);
        } else {
          System.setProperty(ONNX_RUNTIME, before);
        }
      }
    }
  }
}
