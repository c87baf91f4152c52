package io.lares.access.vault;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.store.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All secrets. Each lies in the settings under {@code secret/OWNER/NAME}, encrypted with the key in
 * a file beside the database, so that a copy of the database alone tells nobody anything.
 */
final class Vault {
  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final String PREFIX = "secret/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");

  private final Settings settings;
  private final KeyFile file;

  Vault(Settings settings, Path file) {
    this.settings = settings;
    this.file = new KeyFile(file);
  }

  /**
   * The secrets of one owner.
   *
   * @param owner without a slash
   */
  Secrets of(String owner) {
    if (owner.isEmpty() || owner.indexOf('/') >= 0) {
      throw new IllegalArgumentException("no owner of secrets: " + owner);
    }
    return new Shelf(PREFIX + owner + "/");
  }

  private final class Shelf implements Secrets {
    private final String prefix;

    Shelf(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Optional<String> get(String name) throws SecretsException {
      String key = key(name);
      Optional<String> sealed = settings.get(key);
      return sealed.isEmpty() ? sealed : Optional.of(opened(key, sealed.get()));
    }

    @Override
    public void put(String name, String secret) throws SecretsException {
      if (secret.length() > LONGEST) {
        throw new IllegalArgumentException("A secret has up to " + LONGEST + " characters");
      }
      try {
        String key = key(name);
        settings.put(key, seal().close(key, secret));
      } catch (UncheckedIOException e) {
        throw new SecretsException("The secret can't be kept: " + e.getMessage(), e);
      }
    }

    @Override
    public void remove(String name) throws SecretsException {
      try {
        settings.remove(key(name));
      } catch (UncheckedIOException e) {
        throw new SecretsException("The secret can't be removed: " + e.getMessage(), e);
      }
    }

    @Override
    public Set<String> names() {
      return settings.startingWith(prefix).keySet().stream()
          .map(key -> key.substring(prefix.length()))
          .collect(Collectors.toUnmodifiableSet());
    }

    private String key(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "A secret's name has letters, digits and . _ - /, this is none: " + name);
      }
      return prefix + name;
    }
  }

  private synchronized String opened(String key, String sealed) throws SecretsException {
    KeyFile.Content content = read();
    byte[] bytes = content.key();
    if (bytes == null) {
      throw unusable(content.find());
    }
    Seal seal = new Seal(bytes);
    if (!seal.closed(sealed)) {
      throw new SecretsException(
          "This secret was encrypted with another key than that in "
              + file
              + ". Put the former file back, or enter the secret again.",
          null);
    }
    return seal.open(key, sealed);
  }

  /** For a new secret; makes the key where there is none and no secret needs one. */
  private synchronized Seal seal() throws SecretsException {
    KeyFile.Content content = read();
    byte[] bytes = content.key();
    if (bytes == null) {
      Set<String> kept = settings.startingWith(PREFIX).keySet();
      boolean renew = content.find() == KeyFile.Find.EMPTY;
      if (content.find() == KeyFile.Find.DAMAGED || !renew && !kept.isEmpty()) {
        throw unusable(content.find());
      }
      if (!kept.isEmpty()) {
        LOG.warn("{} is empty: {} secrets have to be entered again", file, kept.size());
        kept.forEach(settings::remove);
      }
      try {
        bytes = file.make();
      } catch (IOException e) {
        throw new SecretsException(
            "The key for secrets can't be written to " + file + ": " + e.getMessage(), e);
      }
    }
    return new Seal(bytes);
  }

  private KeyFile.Content read() throws SecretsException {
    try {
      return file.read();
    } catch (IOException e) {
      throw new SecretsException(
          "The key for secrets in %s can't be read: %s. Give it to the user that the hub runs as."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private SecretsException unusable(KeyFile.Find find) {
    return new SecretsException(
        "The key for secrets in "
            + file
            + (find == KeyFile.Find.MISSING ? " is missing" : " is damaged")
            + ". Put the file back from a backup. If there is none, put an empty file there: then"
            + " all secrets have to be entered again.",
        null);
  }
}
