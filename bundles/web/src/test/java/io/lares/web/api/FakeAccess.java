package io.lares.web.api;

import io.lares.access.Access;
import io.lares.access.AccessDenied;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Doors with the code "CODE" and the password "secret"; after three wrong tries they stay shut. */
final class FakeAccess implements Access {
  final Map<String, Principal> sessions = new ConcurrentHashMap<>();
  final Map<String, Principal> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger wrong = new AtomicInteger();
  private volatile boolean claimed;

  Principal enter(String session, Role role) {
    Principal principal =
        new Principal(new PersonId("p-" + session), session, role, "csrf-" + session, false);
    sessions.put(session, principal);
    claimed = true;
    return principal;
  }

  @Override
  public boolean claimed() {
    return claimed;
  }

  @Override
  public Login claim(String code, String name, String password, String client) throws AccessDenied {
    if (!code.equals("CODE")) {
      throw new AccessDenied(AccessDenied.Reason.WRONG_CODE, "Look at the hub's output.", null);
    }
    return new Login(enter("owner", Role.OWNER), "owner");
  }

  @Override
  public Login login(String name, String password, String client) throws AccessDenied {
    if (wrong.get() >= 3) {
      throw new AccessDenied(
          AccessDenied.Reason.TOO_MANY_TRIES, "Wait a little.", Duration.ofSeconds(17));
    }
    if (!password.equals("secret")) {
      wrong.incrementAndGet();
      throw new AccessDenied(AccessDenied.Reason.WRONG_CREDENTIALS, "Try again.", null);
    }
    return new Login(enter(name, Role.OWNER), name);
  }

  @Override
  public void logout(String sessionToken) {
    sessions.remove(sessionToken);
  }

  @Override
  public Optional<Principal> session(String sessionToken) {
    return Optional.ofNullable(sessions.get(sessionToken));
  }

  @Override
  public Optional<Principal> bearer(String apiToken) {
    return Optional.ofNullable(tokens.get(apiToken));
  }

  @Override
  public void changePassword(PersonId person, String oldPassword, String newPassword) {}

  @Override
  public void putPerson(PersonId person, String name, Role role, @Nullable String password) {}

  @Override
  public void removePerson(PersonId person) {}

  @Override
  public IssuedToken issueToken(PersonId person, String label) {
    tokens.put("api", new Principal(person, "api", Role.OWNER, "", true));
    return new IssuedToken(new TokenInfo("t1", label, Instant.EPOCH, null), "api");
  }

  @Override
  public List<TokenInfo> tokens(PersonId person) {
    return List.of(new TokenInfo("t1", "cli", Instant.EPOCH, null));
  }

  @Override
  public void revokeToken(PersonId person, String tokenId) {
    tokens.clear();
  }
}
