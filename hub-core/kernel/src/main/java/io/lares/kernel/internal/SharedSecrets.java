package io.lares.kernel.internal;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kernel's secrets, which are those of its sessions, under their names. */
record SharedSecrets(Secrets store) {
  OfSession of(String instance) {
    return new OfSession(store, instance + "/");
  }

  /** Those of one session. */
  record OfSession(Secrets store, String prefix) implements Secrets {
    @Override
    public Optional<String> get(String name) throws SecretsException {
      return store.get(prefix + name);
    }

    @Override
    public void put(String name, String secret) throws SecretsException {
      store.put(prefix + name, secret);
    }

    @Override
    public void remove(String name) throws SecretsException {
      store.remove(prefix + name);
    }

    @Override
    public Set<String> names() {
      return store.names().stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .collect(Collectors.toUnmodifiableSet());
    }

    void forgetAll() throws SecretsException {
      for (String name : names()) {
        remove(name);
      }
    }
  }
}
