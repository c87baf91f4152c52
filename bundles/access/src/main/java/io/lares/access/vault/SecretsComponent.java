package io.lares.access.vault;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The secrets of the bundle that takes this service, told apart by its symbolic name. */
@Component(service = Secrets.class, scope = ServiceScope.BUNDLE)
public final class SecretsComponent implements Secrets {
  private final Secrets own;

  @Activate
  public SecretsComponent(ComponentContext context, @Reference VaultComponent vault) {
    own = vault.of(context.getUsingBundle().getSymbolicName());
  }

  @Override
  public Optional<String> get(String name) throws SecretsException {
    return own.get(name);
  }

  @Override
  public void put(String name, String secret) throws SecretsException {
    own.put(name, secret);
  }

  @Override
  public void remove(String name) throws SecretsException {
    own.remove(name);
  }

  @Override
  public Set<String> names() {
    return own.names();
  }
}
