package io.lares.mimo.natives;

import java.util.List;
import java.util.Locale;

/** The machine as the makers of native libraries name it. */
record Platform(String system, String processor) {
  static Platform ofThisMachine() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Takes Java's names. */
  static Platform of(String system, String processor) {
    return new Platform(
        system.toLowerCase(Locale.ROOT), processor.equals("amd64") ? "x86_64" : processor);
  }

  /** Where the bundle has the library of the tokenizers. */
  String tokenizers() {
    return "/native/lib/" + system + "-" + processor + "/cpu/libtokenizers.so";
  }

  /** Where it has the two libraries of ONNX Runtime. */
  List<String> onnxRuntime() {
    String folder =
        "/ai/onnxruntime/native/" + system + "-" + (processor.equals("x86_64") ? "x64" : processor);
    return List.of(folder + "/libonnxruntime.so", folder + "/libonnxruntime4j_jni.so");
  }

  @Override
  public String toString() {
    return system + " on " + processor;
  }
}
