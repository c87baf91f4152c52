package io.lares.launcher.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Builds the jars that the tests add. */
final class SampleJar {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  static SampleJar plain() {
    return new SampleJar();
  }

  static SampleJar bundle(String name) {
    return plain().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name);
  }

  SampleJar header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  SampleJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** With a component of this class, and in its description this beside the implementation. */
  SampleJar component(Class<?> type, String more) throws IOException {
    String code = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream("/" + code)) {
      entry(code, in.readAllBytes());
    }
    String description =
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="sample.Antenna" \
        immediate="true"><implementation class="%s"/>%s</scr:component>\
        """
            .formatted(type.getName(), more);
    return header("Service-Component", "OSGI-INF/part.xml")
        .entry("OSGI-INF/part.xml", description.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(main::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  InputStream stream() throws IOException {
    return new ByteArrayInputStream(bytes());
  }
}
