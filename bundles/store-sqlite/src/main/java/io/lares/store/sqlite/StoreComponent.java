package io.lares.store.sqlite;

import io.lares.kernel.HomeRepository;
import io.lares.store.Journal;
import io.lares.store.Settings;
import io.lares.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The store as OSGi services, in the folder that {@code lares.data} names. */
@Component(
    service = {Journal.class, Settings.class, Store.class, HomeRepository.class},
    immediate = true)
public final class StoreComponent extends SqliteStore {
  private final DailyBackup backup;

  @Activate
  public StoreComponent(BundleContext context) {
    super(folder(context));
    backup = new DailyBackup(this, folder(context).resolve("backups"), InstantSource.system());
    backup.start();
  }

  private static Path folder(BundleContext context) {
    String folder = context.getProperty("lares.data");
    if (folder == null) {
      throw new StoreException(
          "The store does not know where to keep its file: lares.data is not set");
    }
    return Path.of(folder);
  }

  @Deactivate
  @Override
  public void close() {
    backup.close();
    super.close();
  }
}
