package io.lares.system.arrows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleException;

/** The built bundles against the architecture; and the check against bundles that break it. */
class ArrowsTest {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("lares.distribution"));

  @TempDir Path folder;
  private Shelf shelf;

  @BeforeEach
  void open() throws Exception {
    shelf = new Shelf(folder.resolve("cache"), DISTRIBUTION.resolve("lib"));
  }

  @AfterEach
  void close() throws BundleException {
    shelf.close();
  }

  @Test
  void everyBundleOfOursExportsItsContractOnlyAndUsesContractsOnly() throws Exception {
    assertThat(Arrows.broken(shelf, everyJar())).isEmpty();
  }

  @Test
  void everyRuleIsForABundleThatShips() throws Exception {
    assertThat(shelf.install(everyJar()))
        .extracting(bundle -> bundle.getSymbolicName())
        .containsAll(Rule.ALL.keySet());
  }

  @Test
  void everyShippedBundleFindsAllThatItNeeds() throws Exception {
    assertThat(shelf.lacks(shelf.install(Shelf.jars(DISTRIBUTION.resolve("bundles"))))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          io.lares.mqtt    | Export-Package         | io.lares.mqtt,io.lares.mqtt.broker | exports [io.lares.mqtt, io.lares.mqtt.broker]
          io.lares.mqtt    | -                      | -                                  | exports [] instead of [io.lares.mqtt]
          io.lares.virtual | Export-Package         | io.lares.virtual                   | exports [io.lares.virtual] instead of []
          io.lares.ui      | Export-Package         | io.lares.ui                        | exports [io.lares.ui] instead of []
          io.lares.virtual | Import-Package         | io.lares.kernel                    | imports io.lares.kernel
          io.lares.virtual | Import-Package         | io.lares.mqtt;resolution:=optional | imports io.lares.mqtt
          io.lares.web     | Import-Package         | io.lares.store.sqlite              | imports io.lares.store.sqlite
          io.lares.web     | Import-Package         | io.lares.launcher.container        | imports io.lares.launcher.container
          io.lares.kernel  | Import-Package         | io.lares.store                     | imports io.lares.store
          io.lares.home    | Import-Package         | io.lares.driver                    | imports io.lares.driver
          io.lares.sentence-encoder | Import-Package | io.lares.kernel                   | imports io.lares.kernel
          io.lares.language | Import-Package       | io.lares.planner                   | imports io.lares.planner
          io.lares.mqtt    | Import-Package         | io.lares.encoder                   | imports io.lares.encoder
          io.lares.web     | DynamicImport-Package  | *                                  | a way around the arrows
          io.lares.web     | Require-Bundle         | io.lares.store-sqlite              | a way around the arrows
          io.lares.web     | Fragment-Host          | io.lares.store-sqlite              | a way around the arrows
          io.lares.novel   | -                      | -                                  | has no rule
          """)
  void aBundleThatBreaksARuleIsNamed(String name, String header, String value, String complaint)
      throws Exception {
    Path bad = jar(name, header == null ? Map.of() : Map.of(header, value), "");
    assertThat(Arrows.broken(shelf, List.of(bad)))
        .anySatisfy(said -> {
          assertThat(said).startsWith(name).contains(complaint);
        });
  }

  @Test
  void aBundleThatCarriesACopyOfAnothersClassesIsNamed() throws Exception {
    Path bad = jar("io.lares.virtual", Map.of(), "io/lares/kernel/Kernel.class");
    assertThat(Arrows.broken(shelf, List.of(bad)))
        .containsExactly("io.lares.virtual contains io.lares.kernel, which is not its own");
  }

  @Test
  void aBundleThatKeepsTheRulesPasses() throws Exception {
    Path good =
        jar(
            "io.lares.virtual",
            Map.of("Import-Package", "io.lares.driver,io.lares.home,org.slf4j"),
            "io/lares/driver/virtual/Lamp.class");
    assertThat(Arrows.broken(shelf, List.of(good))).isEmpty();
  }

  @Test
  void aBundleThatNeedsWhatDoesNotShipIsNamed() throws Exception {
    Path bad = jar("io.lares.virtual", Map.of("Import-Package", "com.nowhere"), "");
    assertThat(shelf.lacks(shelf.install(List.of(bad))))
        .singleElement()
        .satisfies(said -> {
          assertThat(said).startsWith("io.lares.virtual does not resolve").contains("com.nowhere");
        });
  }

  private static List<Path> everyJar() throws IOException {
    List<Path> jars = new ArrayList<>(Shelf.jars(DISTRIBUTION.resolve("bundles")));
    jars.add(DISTRIBUTION.resolve("lib/launcher.jar"));
    return jars;
  }

  private Path jar(String name, Map<String, String> headers, String entry) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    headers.forEach(main::putValue);
    Path file = folder.resolve("sample.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      if (!entry.isEmpty()) {
        jar.putNextEntry(new ZipEntry(entry));
      }
    }
    return file;
  }
}
