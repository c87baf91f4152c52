package io.lares.access.guard;

import io.lares.access.Access;
import io.lares.access.AccessDenied;
import io.lares.access.AccessDenied.Reason;
import io.lares.home.Person;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.kernel.HomeRegistry;
import io.lares.store.Settings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stands at the door. */
public class Guard implements Access, AutoCloseable {
  private static final int LONGEST_TOKEN = 200;
  private static final int MOST_THROTTLED = 10_000;
  private static final Duration FORGIVEN_AFTER = Duration.ofHours(6);

  private final Passwords passwords = new Passwords();
  private final Secrets secrets = new Secrets();
  private final People people;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Claim claim;
  private final CommandLine commandLine;
  private final Throttle clients;
  private final Throttle names;
  private final ReentrantLock change = new ReentrantLock();

  /**
   * Opens the door.
   *
   * @param folder where the claim code and the command line's token are written
   * @param address of the page, for the line that prints the claim code
   */
  public Guard(
      HomeRegistry registry, Settings settings, InstantSource clock, Path folder, String address) {
    people = new People(registry, settings, secrets);
    sessions = new Sessions(settings, clock, secrets);
    tokens = new Tokens(settings, clock, secrets);
    clients = new Throttle(clock, 5, Duration.ofMinutes(15), FORGIVEN_AFTER, MOST_THROTTLED);
    // More patient, and never for long: else anybody could lock the owner out.
    names = new Throttle(clock, 10, Duration.ofMinutes(1), FORGIVEN_AFTER, MOST_THROTTLED);
    claim = new Claim(folder);
    commandLine = new CommandLine(folder, secrets);
    if (claimed()) {
      claim.close();
    } else {
      claim.open(secrets, address);
    }
  }

  @Override
  public boolean claimed() {
    return people.owned();
  }

  @Override
  public Login claim(String code, String name, String password, String client) throws AccessDenied {
    if (claimed()) {
      throw alreadyClaimed();
    }
    String key = network(client);
    clients.enter(key);
    if (!claim.matches(code)) {
      throw new AccessDenied(
          Reason.WRONG_CODE, "This is not the code that the hub printed when it started.", null);
    }
    clients.forgive(key);
    String checked = People.checkedName(name);
    passwords.check(password, checked);
    String hash = passwords.hash(password);
    change.lock();
    try {
      if (claimed()) {
        throw alreadyClaimed();
      }
      Person known = people.named(checked);
      PersonId id = known == null ? people.freshId(checked) : known.id();
      people.put(new Person(id, checked, Role.OWNER), hash);
      claim.close();
      return begin(id);
    } finally {
      change.unlock();
    }
  }

  private static AccessDenied alreadyClaimed() {
    return new AccessDenied(
        Reason.ALREADY_CLAIMED, "This hub has an owner already. Ask them to let you in.", null);
  }

  @Override
  public Login login(String name, String password, String client) throws AccessDenied {
    String clientKey = network(client);
    String nameKey = Secrets.hash(People.folded(name.substring(0, Math.min(name.length(), 300))));
    clients.enter(clientKey);
    enterOrTakeBack(nameKey, clientKey);
    Person person = people.named(name);
    String hash = person == null ? null : people.hash(person.id());
    if (!passwords.matches(password, hash) || person == null) {
      throw new AccessDenied(Reason.WRONG_CREDENTIALS, "The name or the password is wrong.", null);
    }
    clients.takeBack(clientKey);
    names.forgive(nameKey);
    return begin(person.id());
  }

  private void enterOrTakeBack(String nameKey, String clientKey) throws AccessDenied {
    try {
      names.enter(nameKey);
    } catch (AccessDenied e) {
      clients.takeBack(clientKey);
      throw e;
    }
  }

  private Login begin(PersonId id) throws AccessDenied {
    String token = sessions.begin(id);
    return new Login(
        principal(id, Sessions.csrf(token), false)
            .orElseThrow(() ->
                new AccessDenied(
                    Reason.WRONG_CREDENTIALS, "The name or the password is wrong.", null)),
        token);
  }

  @Override
  public void logout(String sessionToken) {
    if (sessionToken.length() <= LONGEST_TOKEN) {
      sessions.end(sessionToken);
    }
  }

  @Override
  public Optional<Principal> session(String sessionToken) {
    if (sessionToken.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    return principal(sessions.person(sessionToken), Sessions.csrf(sessionToken), false);
  }

  @Override
  public Optional<Principal> bearer(String apiToken) {
    if (apiToken.length() > LONGEST_TOKEN || !apiToken.startsWith(Tokens.PREFIX)) {
      return Optional.empty();
    }
    if (commandLine.matches(apiToken)) {
      return Optional.of(commandLine.principal());
    }
    return principal(tokens.person(apiToken), "", true);
  }

  /** A person as the home knows them now, so that another role counts at once. */
  private Optional<Principal> principal(@Nullable PersonId id, String csrf, boolean token) {
    Person person = id == null ? null : people.person(id);
    return person == null || people.hash(person.id()) == null
        ? Optional.empty()
        : Optional.of(new Principal(person.id(), person.name(), person.role(), csrf, token));
  }

  @Override
  public void changePassword(PersonId person, String oldPassword, String newPassword)
      throws AccessDenied {
    String key = "change " + person;
    names.enter(key);
    Person known = people.person(person);
    if (!passwords.matches(oldPassword, people.hash(person)) || known == null) {
      throw new AccessDenied(Reason.WRONG_CREDENTIALS, "The present password is wrong.", null);
    }
    names.forgive(key);
    passwords.check(newPassword, known.name());
    String hash = passwords.hash(newPassword);
    change.lock();
    try {
      Person now = people.person(person);
      if (now != null) {
        people.put(now, hash);
        sessions.endAllOf(person);
      }
    } finally {
      change.unlock();
    }
  }

  @Override
  public void putPerson(PersonId person, String name, Role role, @Nullable String password)
      throws AccessDenied {
    String checked = People.checkedName(name);
    String hash = null;
    if (password != null) {
      passwords.check(password, checked);
      hash = passwords.hash(password);
    }
    change.lock();
    try {
      people.put(new Person(person, checked, role), hash);
      if (hash != null) {
        sessions.endAllOf(person);
      }
    } finally {
      change.unlock();
    }
  }

  @Override
  public void removePerson(PersonId person) throws AccessDenied {
    change.lock();
    try {
      people.remove(person);
      sessions.endAllOf(person);
      tokens.revokeAllOf(person);
    } finally {
      change.unlock();
    }
  }

  @Override
  public IssuedToken issueToken(PersonId person, String label) {
    if (people.person(person) == null) {
      throw new IllegalArgumentException("Only people who live here can have a token");
    }
    return tokens.issue(person, label);
  }

  @Override
  public List<TokenInfo> tokens(PersonId person) {
    return tokens.of(person);
  }

  @Override
  public void revokeToken(PersonId person, String tokenId) {
    tokens.revoke(person, tokenId);
  }

  /**
   * What is throttled for a client: its address, and of an IPv6 address the network, since whoever
   * has one has 2^64.
   */
  private static String network(String client) {
    try {
      byte[] address = InetAddress.ofLiteral(client).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(address, Math.min(address.length, 8)));
    } catch (IllegalArgumentException e) {
      return Secrets.hash(client);
    }
  }

  /** Ends the command line's token; nobody else notices. */
  @Override
  public void close() {
    commandLine.close();
  }
}
