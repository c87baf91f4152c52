package io.lares.driver;

import java.util.Optional;
import java.util.Set;

/**
 * Keys, tokens and passwords of one session or one bundle, encrypted where they are kept. Nobody
 * reaches those of another. Safe from any thread; a call may wait for the disk. An OSGi service of
 * which each bundle has its own.
 */
public interface Secrets {
  /** The longest secret, in characters. */
  int LONGEST = 16_384;

  /**
   * Reads.
   *
   * @return empty where there is none of that name
   * @throws SecretsException where there is one that can't be read
   */
  Optional<String> get(String name) throws SecretsException;

  /**
   * Keeps a secret, in place of the one of that name; returns once it is durable.
   *
   * @param name {@code [A-Za-z0-9][A-Za-z0-9._/-]*}, up to 200 characters; not secret itself
   * @param secret at most {@link #LONGEST} characters
   * @throws SecretsException where it can't be kept
   * @throws IllegalArgumentException where the name is malformed or the secret too long
   */
  void put(String name, String secret) throws SecretsException;

  /** Forgets a secret, if there is one; also one that can't be read. */
  void remove(String name) throws SecretsException;

  /** The names of all that there are, also of those that can't be read. */
  Set<String> names();
}
