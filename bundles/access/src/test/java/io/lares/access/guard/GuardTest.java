package io.lares.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lares.access.Access.IssuedToken;
import io.lares.access.Access.Login;
import io.lares.access.Access.Principal;
import io.lares.access.AccessDenied;
import io.lares.access.AccessDenied.Reason;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.HomeRegistry;
import io.lares.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "staple the purple fence";
  private static final String HERE = "127.0.0.1";

  @TempDir Path folder;
  private final Clock clock = new Clock();
  private final MemorySettings settings = new MemorySettings();
  private final MemoryRegistry registry = new MemoryRegistry();
  private Guard guard;

  @BeforeEach
  void start() {
    guard = new Guard(registry, settings, clock, folder, "http://127.0.0.1:8080/");
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  private void restart() {
    stop();
    start();
  }

  private String code() throws IOException {
    return Files.readString(folder.resolve("claim-code")).strip();
  }

  private Login claim() throws Exception {
    return guard.claim(code(), "Anna", PASSWORD, HERE);
  }

  private static Reason reason(ThrowingCallable call) {
    AccessDenied denied = catchThrowableOfType(AccessDenied.class, call);
    assertThat(denied).as("must be denied").isNotNull();
    assertThat(denied.getMessage()).isNotBlank();
    return denied.reason();
  }

  @Test
  void theClaimCodeHasFortyBitsAndOnlyItsUserCanReadIt() throws Exception {
    assertThat(code()).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
    assertThat(Files.getPosixFilePermissions(folder.resolve("claim-code")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theCodeIsAnotherOneAfterEachStart() throws Exception {
    String before = code();
    restart();
    assertThat(code()).isNotEqualTo(before);
    assertThat(reason(() -> guard.claim(before, "Anna", PASSWORD, HERE)))
        .isEqualTo(Reason.WRONG_CODE);
  }

  @Test
  void whoeverHasTheCodeBecomesTheOwner() throws Exception {
    assertThat(guard.claimed()).isFalse();
    Login login =
        guard.claim(
            " " + code().replace("-", "").toLowerCase(Locale.ROOT), " Anna ", PASSWORD, HERE);
    assertThat(guard.claimed()).isTrue();
    assertThat(login.principal().role()).isEqualTo(Role.OWNER);
    assertThat(guard.session(login.sessionToken())).contains(login.principal());
    assertThat(registry.home().people())
        .containsExactly(new Person(new PersonId("anna"), "Anna", Role.OWNER));
    assertThat(folder.resolve("claim-code")).doesNotExist();
  }

  @Test
  void aClaimedHubCantBeClaimedAgainAlsoAfterARestart() throws Exception {
    String code = code();
    claim();
    assertThat(reason(() -> guard.claim(code, "Eve", PASSWORD, HERE)))
        .isEqualTo(Reason.ALREADY_CLAIMED);
    restart();
    assertThat(guard.claimed()).isTrue();
    assertThat(folder.resolve("claim-code")).doesNotExist();
    assertThat(guard.login("anna", PASSWORD, HERE).principal().name()).isEqualTo("Anna");
  }

  @Test
  void aWrongClaimLeavesTheHubUnclaimed() throws Exception {
    String code = code();
    assertThat(reason(() -> guard.claim("AAAA-AAAA", "Anna", PASSWORD, HERE)))
        .isEqualTo(Reason.WRONG_CODE);
    assertThat(reason(() -> guard.claim("", "Anna", PASSWORD, HERE))).isEqualTo(Reason.WRONG_CODE);
    assertThat(reason(() -> guard.claim(code, "Anna", "short", HERE)))
        .isEqualTo(Reason.WEAK_PASSWORD);
    assertThat(reason(() -> guard.claim(code, "An\u202Ena", PASSWORD, HERE)))
        .isEqualTo(Reason.BAD_NAME);
    assertThat(reason(() -> guard.claim(code, "  ", PASSWORD, HERE))).isEqualTo(Reason.BAD_NAME);
    assertThat(guard.claimed()).isFalse();
    assertThat(registry.home().people()).isEmpty();
    assertThat(claim().principal().name()).isEqualTo("Anna");
  }

  @Test
  void claimingTakesOverAPersonOfThatNameWhoIsInTheHomeAlready() throws Exception {
    registry.edit(new HomeEdit.PutPerson(new Person(new PersonId("p7"), "ANNA", Role.GUEST)));
    assertThat(claim().principal().person()).isEqualTo(new PersonId("p7"));
    assertThat(registry.home().people())
        .containsExactly(new Person(new PersonId("p7"), "Anna", Role.OWNER));
  }

  @Test
  void aHubKilledBeforeTheHomeWasWrittenStillKnowsItsOwner() throws Exception {
    claim();
    registry.people.clear();
    restart();
    assertThat(guard.claimed()).isTrue();
    assertThat(guard.login("Anna", PASSWORD, HERE).principal().role()).isEqualTo(Role.OWNER);
  }

  @Test
  void aChineseNameWorks() throws Exception {
    Login login = guard.claim(code(), "王小明", PASSWORD, HERE);
    assertThat(login.principal().name()).isEqualTo("王小明");
    assertThat(guard.login("王小明", PASSWORD, HERE).principal())
        .extracting(Principal::person)
        .isEqualTo(login.principal().person());
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws Exception {
    claim();
    AccessDenied wrong =
        catchThrowableOfType(AccessDenied.class, () -> guard.login("Anna", OTHER, HERE));
    AccessDenied unknown =
        catchThrowableOfType(AccessDenied.class, () -> guard.login("Eve", OTHER, HERE));
    assertThat(wrong.reason()).isEqualTo(Reason.WRONG_CREDENTIALS);
    assertThat(unknown.reason()).isEqualTo(Reason.WRONG_CREDENTIALS);
    assertThat(unknown).hasMessage(wrong.getMessage());
  }

  @Test
  void aPersonWithoutAPasswordCantEnter() throws Exception {
    claim();
    guard.putPerson(new PersonId("bob"), "Bob", Role.RESIDENT, null);
    assertThat(reason(() -> guard.login("Bob", "", HERE))).isEqualTo(Reason.WRONG_CREDENTIALS);
  }

  @Test
  void nothingThatIsKeptLetsAnybodyIn() throws Exception {
    Login login = claim();
    IssuedToken token = guard.issueToken(login.principal().person(), "script");
    String kept =
        String.join("\n", settings.startingWith("").values()) + settings.startingWith("").keySet();
    assertThat(kept)
        .contains("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PASSWORD, login.sessionToken(), login.principal().csrf(), token.secret());
  }

  @Test
  void guessingFromOneAddressIsSlowedDownExponentially() throws Exception {
    claim();
    for (int i = 0; i < 5; i++) {
      String name = "name" + i;
      assertThat(reason(() -> guard.login(name, OTHER, "10.0.0.1")))
          .isEqualTo(Reason.WRONG_CREDENTIALS);
    }
    for (int seconds = 1; seconds <= 8; seconds *= 2) {
      AccessDenied denied =
          catchThrowableOfType(AccessDenied.class, () -> guard.login("Anna", PASSWORD, "10.0.0.1"));
      assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_TRIES);
      assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds));
      assertThat(reason(() -> guard.login("Zoe", OTHER, "10.0.0.1")))
          .isEqualTo(Reason.WRONG_CREDENTIALS);
    }
    assertThat(guard.login("Anna", PASSWORD, "10.0.0.2")).isNotNull();
  }

  @Test
  void guessingOnePersonsPasswordFromManyAddressesIsSlowedDownButNeverForLong() throws Exception {
    claim();
    for (int i = 0; i < 10; i++) {
      String client = "10.0.1." + i;
      assertThat(reason(() -> guard.login("ANNA", OTHER, client)))
          .isEqualTo(Reason.WRONG_CREDENTIALS);
    }
    assertThat(reason(() -> guard.login("Anna", PASSWORD, HERE))).isEqualTo(Reason.TOO_MANY_TRIES);
    clock.pass(Duration.ofMinutes(1));
    assertThat(guard.login("Anna", PASSWORD, HERE)).isNotNull();
  }

  @Test
  void oneIpv6NetworkCountsAsOneClient() {
    for (int i = 0; i < 5; i++) {
      String client = "2001:db8:1:2::" + i;
      assertThat(reason(() -> guard.claim("AAAA-AAAA", "Anna", PASSWORD, client)))
          .isEqualTo(Reason.WRONG_CODE);
    }
    assertThat(reason(() -> guard.claim("AAAA-AAAA", "Anna", PASSWORD, "2001:db8:1:2:9::1")))
        .isEqualTo(Reason.TOO_MANY_TRIES);
  }

  @Test
  void aSessionLastsThirtyDaysFromItsLastUse() throws Exception {
    Login login = claim();
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofDays(29));
      assertThat(guard.session(login.sessionToken())).contains(login.principal());
    }
    restart();
    clock.pass(Duration.ofDays(29));
    assertThat(guard.session(login.sessionToken())).contains(login.principal());
    clock.pass(Duration.ofDays(31));
    assertThat(guard.session(login.sessionToken())).isEmpty();
  }

  @Test
  void aSessionEndsWithLogout() throws Exception {
    Login login = claim();
    guard.logout(login.sessionToken());
    assertThat(guard.session(login.sessionToken())).isEmpty();
    assertThat(guard.session("")).isEmpty();
    assertThat(guard.session("x".repeat(1_000_000))).isEmpty();
  }

  @Test
  void everySessionHasACsrfTokenOfItsOwn() throws Exception {
    Login first = claim();
    Login second = guard.login("Anna", PASSWORD, HERE);
    assertThat(first.principal().csrf()).hasSizeGreaterThan(30);
    assertThat(second.principal().csrf()).isNotEqualTo(first.principal().csrf());
    assertThat(second.sessionToken()).hasSize(43).isNotEqualTo(first.sessionToken());
  }

  @Test
  void anotherPasswordEndsAllSessionsAndTheOldPassword() throws Exception {
    Login login = claim();
    PersonId anna = login.principal().person();
    assertThat(reason(() -> guard.changePassword(anna, OTHER, OTHER)))
        .isEqualTo(Reason.WRONG_CREDENTIALS);
    assertThat(reason(() -> guard.changePassword(anna, PASSWORD, "1234567890")))
        .isEqualTo(Reason.WEAK_PASSWORD);
    guard.changePassword(anna, PASSWORD, OTHER);
    assertThat(guard.session(login.sessionToken())).isEmpty();
    assertThat(reason(() -> guard.login("Anna", PASSWORD, HERE)))
        .isEqualTo(Reason.WRONG_CREDENTIALS);
    assertThat(guard.login("Anna", OTHER, HERE)).isNotNull();
  }

  @Test
  void anotherRoleCountsAtOnce() throws Exception {
    claim();
    PersonId bob = new PersonId("bob");
    guard.putPerson(bob, "Bob", Role.OWNER, OTHER);
    Login login = guard.login("Bob", OTHER, HERE);
    guard.putPerson(bob, "Bob", Role.GUEST, null);
    assertThat(guard.session(login.sessionToken()).map(Principal::role)).contains(Role.GUEST);
  }

  @Test
  void theLastOwnerStays() throws Exception {
    PersonId anna = claim().principal().person();
    guard.putPerson(new PersonId("bob"), "Bob", Role.OWNER, null);
    assertThat(reason(() -> guard.putPerson(anna, "Anna", Role.RESIDENT, null)))
        .isEqualTo(Reason.LAST_OWNER);
    assertThat(reason(() -> guard.removePerson(anna))).isEqualTo(Reason.LAST_OWNER);
    guard.putPerson(new PersonId("bob"), "Bob", Role.OWNER, OTHER);
    guard.removePerson(anna);
    assertThat(registry.home().people()).extracting(Person::name).containsExactly("Bob");
  }

  @Test
  void whoIsRemovedIsOutAtOnce() throws Exception {
    claim();
    PersonId bob = new PersonId("bob");
    guard.putPerson(bob, "Bob", Role.RESIDENT, OTHER);
    Login login = guard.login("Bob", OTHER, HERE);
    IssuedToken token = guard.issueToken(bob, "script");
    guard.removePerson(bob);
    assertThat(guard.session(login.sessionToken())).isEmpty();
    assertThat(guard.bearer(token.secret())).isEmpty();
    guard.putPerson(bob, "Bob", Role.RESIDENT, OTHER);
    assertThat(guard.session(login.sessionToken())).isEmpty();
    assertThat(guard.bearer(token.secret())).isEmpty();
  }

  @Test
  void twoPeopleCantHaveOneName() throws Exception {
    claim();
    assertThat(reason(() -> guard.putPerson(new PersonId("a2"), "\uFF21nna", Role.GUEST, OTHER)))
        .isEqualTo(Reason.BAD_NAME);
  }

  @Test
  void anApiTokenWorksUntilItIsRevoked() throws Exception {
    PersonId anna = claim().principal().person();
    IssuedToken token = guard.issueToken(anna, " script ");
    assertThat(token.secret()).startsWith("lares_");
    assertThat(guard.tokens(anna)).containsExactly(token.info());
    restart();
    assertThat(guard.bearer(token.secret()))
        .contains(new Principal(anna, "Anna", Role.OWNER, "", true));
    assertThat(guard.tokens(anna).getFirst().lastUsed()).isEqualTo(clock.instant());
    assertThat(guard.tokens(anna).getFirst().label()).isEqualTo("script");
    guard.revokeToken(new PersonId("eve"), token.info().id());
    assertThat(guard.bearer(token.secret())).isPresent();
    guard.revokeToken(anna, token.info().id());
    assertThat(guard.bearer(token.secret())).isEmpty();
    assertThat(guard.tokens(anna)).isEmpty();
  }

  @Test
  void theLastUseOfATokenIsWrittenSeldom() throws Exception {
    PersonId anna = claim().principal().person();
    IssuedToken token = guard.issueToken(anna, "script");
    guard.bearer(token.secret());
    int writes = settings.writes;
    clock.pass(Duration.ofMinutes(59));
    guard.bearer(token.secret());
    assertThat(settings.writes).isEqualTo(writes);
    clock.pass(Duration.ofMinutes(2));
    guard.bearer(token.secret());
    assertThat(settings.writes).isEqualTo(writes + 1);
  }

  @Test
  void tokensAreBounded() throws Exception {
    PersonId anna = claim().principal().person();
    for (int i = 0; i < 50; i++) {
      guard.issueToken(anna, "token " + i);
    }
    assertThatThrownBy(() -> guard.issueToken(anna, "one more"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> guard.issueToken(anna, " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCommandLineOfThisMachineIsAnOwnerWithTheTokenInTheFile() throws Exception {
    Path file = folder.resolve("cli-token");
    String token = Files.readString(file).strip();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(guard.bearer(token).map(Principal::role)).contains(Role.OWNER);
    assertThat(guard.bearer(token).map(Principal::person)).contains(new PersonId("cli"));
    restart();
    assertThat(guard.bearer(token)).isEmpty();
    assertThat(guard.bearer(Files.readString(file).strip())).isPresent();
    assertThat(guard.bearer("lares_cli_")).isEmpty();
    assertThat(guard.bearer("")).isEmpty();
    stop();
    assertThat(file).doesNotExist();
  }

  @Test
  void nobodyCanTakeTheCommandLinesPlace() throws Exception {
    assertThat(guard.claim(code(), "cli", PASSWORD, HERE).principal().person())
        .isNotEqualTo(new PersonId("cli"));
    assertThat(reason(() -> guard.putPerson(new PersonId("cli"), "Bob", Role.GUEST, null)))
        .isEqualTo(Reason.BAD_NAME);
  }

  /** A clock that stands still until it is told. */
  static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** Settings that count how often they are written. */
  static final class MemorySettings implements Settings {
    private final NavigableMap<String, String> values = new ConcurrentSkipListMap<>();
    private int writes;

    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
      writes++;
      values.put(key, value);
    }

    @Override
    public void remove(String key) {
      values.remove(key);
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      Map<String, String> found = new LinkedHashMap<>(values);
      found.keySet().removeIf(key -> !key.startsWith(prefix));
      return found;
    }
  }

  /** A home that knows people only. */
  static final class MemoryRegistry implements HomeRegistry {
    private final Map<PersonId, Person> people = new LinkedHashMap<>();

    @Override
    public Home home() {
      return new Home("Home", Locale.ENGLISH, List.of(), List.of(), people.values(), List.of());
    }

    @Override
    public long revision() {
      return 0;
    }

    @Override
    public void edit(HomeEdit edit) {
      switch (edit) {
        case HomeEdit.PutPerson(Person person) -> people.put(person.id(), person);
        case HomeEdit.RemovePerson(PersonId person) -> people.remove(person);
        default -> throw new IllegalArgumentException(edit.toString());
      }
    }
  }
}
