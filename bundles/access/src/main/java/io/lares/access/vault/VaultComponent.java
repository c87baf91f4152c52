package io.lares.access.vault;

import io.lares.driver.Secrets;
import io.lares.store.Settings;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The vault, with its key in the file {@code secrets.key} of the folder of the database. */
@Component(service = VaultComponent.class)
public final class VaultComponent {
  private final Vault vault;

  @Activate
  public VaultComponent(BundleContext context, @Reference Settings settings) {
    String data = context.getProperty("lares.data");
    vault = new Vault(settings, Path.of(data == null ? "." : data, "secrets.key"));
  }

  Secrets of(String owner) {
    return vault.of(owner);
  }
}
