package io.lares.web.internal;

import io.lares.web.http.PageSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The page's files, from the folder {@code page} of the bundle {@code io.lares.ui}. */
final class UiBundle implements PageSource {
  private static final String SYMBOLIC_NAME = "io.lares.ui";

  private final BundleContext context;
  private volatile @Nullable Bundle bundle;

  private record Edition(long bundle, long changed) {}

  UiBundle(BundleContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Object edition() {
    Bundle found = find();
    return found == null ? null : new Edition(found.getBundleId(), found.getLastModified());
  }

  @Override
  public byte @Nullable [] read(String path) throws IOException {
    Bundle found = find();
    URL entry = found == null ? null : found.getEntry("page/" + path);
    if (entry == null || entry.getPath().endsWith("/")) {
      return null;
    }
    try (InputStream in = entry.openStream()) {
      return in.readAllBytes();
    }
  }

  private @Nullable Bundle find() {
    Bundle known = bundle;
    if (known != null && known.getState() != Bundle.UNINSTALLED) {
      return known;
    }
    for (Bundle each : context.getBundles()) {
      if (SYMBOLIC_NAME.equals(each.getSymbolicName())) {
        bundle = each;
        return each;
      }
    }
    bundle = null;
    return null;
  }
}
