package io.lares.web.api;

import io.lares.access.Access.IssuedToken;
import io.lares.access.Access.Login;
import io.lares.access.Access.Principal;
import io.lares.access.Access.TokenInfo;
import io.lares.access.AccessDenied;
import io.lares.home.Person;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.web.api.HomeView.PersonView;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.MayBeNull;
import io.lares.web.json.Within;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Claiming the hub, sessions, people and API tokens. */
final class AccessApi {
  /** Long enough for every passphrase, short enough for hashing not to be a burden. */
  private static final int MAX_PASSWORD = 1000;

  private final Parts parts;
  private final Consumer<String> sessionEnded;
  private final Runnable claimed;

  record Claim(
      @Within(min = 1, max = 100) String code,
      @Within(min = 1, max = 200) String name,
      @Within(min = 1, max = MAX_PASSWORD) String password) {}

  record Credentials(
      @Within(min = 1, max = 200) String name,
      @Within(min = 1, max = MAX_PASSWORD) String password) {}

  record Session(PersonView person, String csrf) {}

  record PasswordChange(
      @Within(min = 1, max = MAX_PASSWORD) String old,
      @Within(min = 1, max = MAX_PASSWORD) String password) {}

  record NewPerson(
      @Within(min = 1, max = 200) String name,
      Role role,
      @Within(min = 1, max = MAX_PASSWORD) String password) {}

  record PersonPatch(
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @Nullable Role role,
      @MayBeAbsent @Within(min = 1, max = MAX_PASSWORD) @Nullable String password) {}

  record NewToken(@Within(min = 1, max = 100) String label) {}

  record TokenView(
      String id, String label, Instant created, @MayBeNull @Nullable Instant lastUsed) {
    static TokenView of(TokenInfo info) {
      return new TokenView(info.id(), info.label(), info.created(), info.lastUsed());
    }
  }

  record IssuedTokenView(
      String id,
      String label,
      Instant created,
      @MayBeNull @Nullable Instant lastUsed,
      String secret) {}

  /**
   * Makes one.
   *
   * @param claimed run after the answer to a claim is on its way
   * @param sessionEnded told of the token of a session that its person ended
   */
  AccessApi(Parts parts, Runnable claimed, Consumer<String> sessionEnded) {
    this.parts = parts;
    this.claimed = claimed;
    this.sessionEnded = sessionEnded;
  }

  void add(Routes routes) {
    routes
        .post("/claim", Who.EVERYBODY, "The first person takes the hub")
        .takes(Claim.class, Session.class, this::claim);
    routes
        .post("/session", Who.VISITORS, "Logs in")
        .takes(Credentials.class, Session.class, this::login);
    routes
        .get("/session", Who.GUESTS, "Who is logged in")
        .gives(Session.class, call -> Answer.ok(session(call.principal())));
    routes.delete("/session", Who.GUESTS, "Logs out").pageOnly().does(this::logout);
    routes
        .put("/session/password", Who.GUESTS, "Changes one's own password; ends all sessions")
        .pageOnly()
        .takes(PasswordChange.class, this::changePassword);
    routes
        .post("/people", Who.OWNERS, "Lets another person in")
        .pageOnly()
        .status(201)
        .takes(NewPerson.class, PersonView.class, this::addPerson);
    routes
        .patch("/people/{id}", Who.OWNERS, "Changes a person's name, role or password")
        .pageOnly()
        .takes(PersonPatch.class, PersonView.class, this::changePerson);
    routes
        .delete("/people/{id}", Who.OWNERS, "Removes a person, with their sessions and tokens")
        .pageOnly()
        .does(this::removePerson);
    routes
        .get("/tokens", Who.GUESTS, "One's own API tokens")
        .pageOnly()
        .givesList(TokenView.class, this::tokens);
    routes
        .post("/tokens", Who.GUESTS, "Makes an API token; its secret is shown this once")
        .pageOnly()
        .status(201)
        .takes(NewToken.class, IssuedTokenView.class, this::issue);
    routes.delete("/tokens/{id}", Who.GUESTS, "Ends an API token").pageOnly().does(this::revoke);
  }

  private static Session session(Principal principal) {
    return new Session(
        new PersonView(principal.person().value(), principal.name(), principal.role()),
        principal.csrf());
  }

  private Answer<Session> claim(Call call, Claim wish) {
    try {
      Login login = parts.access().get().claim(wish.code, wish.name, wish.password, call.client());
      // The server is about to listen elsewhere; the caller had better connect anew.
      return entered(login, call).with("Connection", "close").then(claimed);
    } catch (AccessDenied e) {
      throw Doors.problem(e);
    }
  }

  private Answer<Session> login(Call call, Credentials credentials) {
    try {
      return entered(
          parts.access().get().login(credentials.name, credentials.password, call.client()), call);
    } catch (AccessDenied e) {
      throw Doors.problem(e);
    }
  }

  private static Answer<Session> entered(Login login, Call call) {
    return Answer.ok(session(login.principal()))
        .with("Set-Cookie", cookie(login.sessionToken(), call) + "; Max-Age=31536000");
  }

  private static String cookie(String value, Call call) {
    return Call.COOKIE
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (call.encrypted() ? "; Secure" : "");
  }

  private Answer<Void> logout(Call call) {
    String token = call.credential().secret();
    parts.access().get().logout(token);
    sessionEnded.accept(token);
    return Answer.nothing().with("Set-Cookie", cookie("", call) + "; Max-Age=0");
  }

  private Answer<Void> changePassword(Call call, PasswordChange change) {
    try {
      parts.access().get().changePassword(call.principal().person(), change.old, change.password);
    } catch (AccessDenied e) {
      if (e.reason() == AccessDenied.Reason.WRONG_CREDENTIALS) {
        throw Problem.of(403, "The old password is wrong", "Enter your present password.")
            .at("old");
      }
      throw Doors.problem(e);
    }
    sessionEnded.accept(call.credential().secret());
    return Answer.nothing();
  }

  private Answer<PersonView> addPerson(Call call, NewPerson wish) {
    var home = parts.kernel().get().registry().home();
    PersonId id =
        new PersonId(
            Ids.fromName(wish.name, "person", taken -> home.person(new PersonId(taken)) != null));
    put(id, wish.name, wish.role, wish.password);
    return Answer.of(201, new PersonView(id.value(), wish.name, wish.role));
  }

  private Answer<PersonView> changePerson(Call call, PersonPatch patch) {
    Person person = person(call);
    String name = patch.name == null ? person.name() : patch.name;
    Role role = patch.role == null ? person.role() : patch.role;
    put(person.id(), name, role, patch.password);
    return Answer.ok(new PersonView(person.id().value(), name, role));
  }

  private void put(PersonId id, String name, Role role, @Nullable String password) {
    try {
      parts.access().get().putPerson(id, name, role, password);
    } catch (AccessDenied e) {
      throw Doors.problem(e);
    }
  }

  private Answer<Void> removePerson(Call call) {
    try {
      parts.access().get().removePerson(person(call).id());
    } catch (AccessDenied e) {
      throw Doors.problem(e);
    }
    return Answer.nothing();
  }

  private Person person(Call call) {
    Person person = parts.kernel().get().registry().home().person(Ids.person(call.path("id")));
    if (person == null) {
      throw Problem.notFound("This person");
    }
    return person;
  }

  private Answer<List<TokenView>> tokens(Call call) {
    return Answer.ok(
        parts.access().get().tokens(call.principal().person()).stream()
            .map(TokenView::of)
            .toList());
  }

  private Answer<IssuedTokenView> issue(Call call, NewToken wish) {
    IssuedToken issued = parts.access().get().issueToken(call.principal().person(), wish.label);
    TokenInfo info = issued.info();
    return Answer.of(
        201,
        new IssuedTokenView(
            info.id(), info.label(), info.created(), info.lastUsed(), issued.secret()));
  }

  private Answer<Void> revoke(Call call) {
    parts.access().get().revokeToken(call.principal().person(), call.path("id"));
    return Answer.nothing();
  }
}
