package io.lares.access;

import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter. Passwords are kept as Argon2id hashes, session and API tokens as SHA-256 hashes.
 * Safe from any thread; checking a password takes some 100 ms on purpose.
 */
public interface Access {
  /** Whether somebody owns this hub. Until then it listens on loopback only. */
  boolean claimed();

  /**
   * The first person takes the hub, with the code that the hub printed when it started.
   *
   * @param client the caller's address, for throttling
   * @throws AccessDenied where the code is wrong, the hub is claimed already, or the password is
   *     weak
   */
  Login claim(String code, String name, String password, String client) throws AccessDenied;

  Login login(String name, String password, String client) throws AccessDenied;

  void logout(String sessionToken);

  /** Whose session this is; empty where it has ended or never was. Prolongs it. */
  Optional<Principal> session(String sessionToken);

  /**
   * Whose API token this is, {@code Authorization: Bearer}. The token in the file {@code cli-token}
   * of the data folder, which is another one after each start, is that of the owner {@code cli}.
   */
  Optional<Principal> bearer(String apiToken);

  /**
   * Gives a person another password and ends all of their sessions, also the one that asks for it;
   * {@link #login} with the new password begins another. API tokens stay.
   */
  void changePassword(PersonId person, String oldPassword, String newPassword) throws AccessDenied;

  /**
   * Lets another person in, or gives them another name, role or password. Owners only; the caller
   * checks. The person is in the home afterwards, too.
   *
   * @param password null keeps the present one; without any the person is in the home but can't
   *     enter
   * @throws AccessDenied where the name is taken or malformed, the password is weak, or no owner
   *     would be left
   */
  void putPerson(PersonId person, String name, Role role, @Nullable String password)
      throws AccessDenied;

  /**
   * Removes a person from the home; their password, sessions and tokens end. Owners only; the
   * caller checks.
   *
   * @throws AccessDenied where no owner would be left
   */
  void removePerson(PersonId person) throws AccessDenied;

  /** Makes an API token; its secret is shown this once. */
  IssuedToken issueToken(PersonId person, String label);

  List<TokenInfo> tokens(PersonId person);

  void revokeToken(PersonId person, String tokenId);

  /**
   * Somebody who entered.
   *
   * @param csrf what a page must send back with every change; empty for an API token
   */
  record Principal(PersonId person, String name, Role role, String csrf, boolean token) {}

  record Login(Principal principal, String sessionToken) {}

  record IssuedToken(TokenInfo info, String secret) {}

  record TokenInfo(String id, String label, Instant created, @Nullable Instant lastUsed) {}
}
