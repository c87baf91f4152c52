package io.lares.access.guard;

import io.lares.access.Access;
import io.lares.kernel.Kernel;
import io.lares.store.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The guard as an OSGi service, with its files in the folder that {@code lares.data} names. */
@Component(service = Access.class, immediate = true)
public final class AccessComponent extends Guard {
  @Activate
  public AccessComponent(
      BundleContext context, @Reference Kernel kernel, @Reference Settings settings) {
    super(
        kernel.registry(),
        settings,
        InstantSource.system(),
        Path.of(property(context, "lares.data", ".")),
        "http://127.0.0.1:" + property(context, "lares.http.port", "8080") + "/");
  }

  private static String property(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  @Deactivate
  @Override
  public void close() {
    super.close();
  }
}
