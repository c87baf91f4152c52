package io.lares.homefile;

import io.lares.kernel.DriverStatus;
import io.lares.kernel.Kernel;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Puts homes from files into a kernel. An OSGi service. */
public interface HomeFiles {
  /** The driver that plays the devices of a file, and the name of its session. */
  String DRIVER = "virtual";

  /**
   * Puts name, floors and areas of a file into the kernel's home, and its devices into a session of
   * the {@code virtual} driver. Loading another file over it replaces the devices.
   *
   * @param json a document of the format {@code lares-home/1}
   * @param driverSettings more settings for the virtual driver, such as {@code pace} = {@code
   *     instant}; they come before those of the file's own object {@code virtual}
   * @return completes once the devices can be seen, with the state of their session; never
   *     exceptionally
   * @throws IllegalArgumentException where the file is malformed; says where and what to do, and
   *     the home is as before
   */
  CompletionStage<DriverStatus> load(
      String json, Kernel kernel, Map<String, String> driverSettings);

  /** The demo home that ships with the hub, as such a document, in English. */
  default String demoHome() {
    return demoHome(Locale.ENGLISH);
  }

  /**
   * The demo home in English or Chinese; the other language's names are aliases. Identifiers are
   * the same in both.
   *
   * @param language Chinese for a Chinese home; English for any other
   */
  String demoHome(Locale language);
}
