package io.lares.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;

/** Builds the bundles that the tests drop. */
public final class SampleBundle {
  private SampleBundle() {}

  public static byte[] of(
      String name,
      String version,
      Class<? extends BundleActivator> activator,
      String behaviour,
      String moreImports)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", version);
    main.putValue("Bundle-Activator", activator.getName());
    main.putValue("Import-Package", "org.osgi.framework" + moreImports);
    main.putValue("Behaviour", behaviour);
    String code = activator.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream in = activator.getResourceAsStream("/" + code)) {
      jar.putNextEntry(new ZipEntry(code));
      in.transferTo(jar);
    }
    return bytes.toByteArray();
  }
}
