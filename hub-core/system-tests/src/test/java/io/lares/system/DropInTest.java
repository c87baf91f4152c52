package io.lares.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drops bundles into a real hub, and reads in its log what it makes of them. */
class DropInTest {
  @TempDir Path folder;
  private RunningHub hub;

  @BeforeEach
  void startHub() throws IOException {
    hub = new RunningHub(folder);
  }

  @AfterEach
  void stopHub() throws InterruptedException {
    hub.stop();
  }

  @Test
  void aBundleStartsIsReplacedAndGoesWhileTheRestServes() throws Exception {
    hub.drop("lamp.jar", bundle("lamp", "1.0.0", "run", ""));
    hub.awaitWords("lamp.jar: lamp 1.0.0 RUNNING");
    hub.drop("lamp.jar", bundle("lamp", "2.0.0", "run", ""));
    hub.awaitWords("lamp.jar: lamp 2.0.0 RUNNING");
    hub.drop("lamp.jar", bundle("lamp", "3.0.0", "throw", ""));
    hub.awaitWords("no antenna; version 2.0.0, which was here before, goes on");
    hub.assertServes();

    stopHub();
    startHub();
    hub.awaitWords("no antenna; version 2.0.0, which was here before, goes on");
    Files.delete(folder.resolve("data/drop-in/lamp.jar"));
    hub.awaitWords("lamp.jar was taken out; lamp has stopped");
    hub.assertServes();
  }

  @Test
  void whatIsBadIsToldInPlainWordsAndHurtsNothing() throws Exception {
    byte[] good = bundle("whole", "1.0.0", "run", "");
    hub.drop("hang.jar", bundle("hang", "1.0.0", "hang", ""));
    hub.drop("cut.jar", Arrays.copyOf(good, good.length / 2));
    hub.drop("throws.jar", bundle("throws", "1.0.0", "throw", ""));
    hub.drop("lonely.jar", bundle("lonely", "1.0.0", "run", ",com.nowhere"));
    hub.drop(
        "future.jar", bundle("future", "1.0.0", "run", ",io.lares.driver;version=\"[2.0,3)\""));
    hub.drop("web.jar", bundle("io.lares.web", "9.0.0", "run", ""));
    hub.drop("whole.jar", good);

    hub.awaitWords("cut.jar: the file is cut off or damaged");
    hub.awaitWords("throws.jar: it failed while it started: IllegalStateException: no antenna");
    hub.awaitWords("lonely.jar: it needs the package com.nowhere");
    hub.awaitWords("future.jar: it wants driver API 2.0; this hub has 1.0");
    hub.awaitWords("web.jar: it has the name io.lares.web of a bundle that comes with the hub");
    hub.awaitWords("whole.jar: whole 1.0.0 RUNNING");
    hub.assertServes();
    hub.awaitWords("hang.jar: it hangs");
    hub.assertServes();
  }

  private static byte[] bundle(String name, String version, String behaviour, String moreImports)
      throws IOException {
    return SampleBundle.of(name, version, SampleActivator.class, behaviour, moreImports);
  }
}
