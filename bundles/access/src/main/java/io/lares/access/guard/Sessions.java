package io.lares.access.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.PersonId;
import io.lares.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is in: sessions that last 30 days from their last use. Only hashes of the tokens are kept.
 */
final class Sessions {
  private static final Duration LIFE = Duration.ofDays(30);

  /** The last use is written this seldom: a page asks many times a minute. */
  private static final Duration COARSE = Duration.ofHours(12);

  private static final int MOST_OF_A_PERSON = 50;

  private record Session(PersonId person, Instant used) {}

  private static final Shelf.Form<Session> FORM =
      new Shelf.Form<>() {
        @Override
        public void write(Session session, ObjectNode json) {
          json.put("person", session.person().value());
          json.put("used", session.used().toString());
        }

        @Override
        public Session read(JsonNode json) {
          return new Session(
              new PersonId(json.path("person").asText()),
              Instant.parse(json.path("used").asText()));
        }
      };

  private final InstantSource clock;
  private final Secrets secrets;
  private final Shelf<Session> shelf;

  Sessions(Settings settings, InstantSource clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
    this.shelf = new Shelf<>(settings, "access/session/", FORM);
  }

  /** Begins a session; of too many of one person the one that was used longest ago ends. */
  String begin(PersonId person) {
    end(session -> over(session));
    List<Map.Entry<String, Session>> others =
        shelf.all().entrySet().stream()
            .filter(entry -> entry.getValue().person().equals(person))
            .sorted(Comparator.comparing(entry -> entry.getValue().used()))
            .toList();
    for (int i = 0; i <= others.size() - MOST_OF_A_PERSON; i++) {
      shelf.remove(others.get(i).getKey());
    }
    String token = secrets.token();
    shelf.putIfPossible(Secrets.hash(token), new Session(person, clock.instant()));
    return token;
  }

  /** Whose session it is, or null; prolongs it. */
  @Nullable PersonId person(String token) {
    String key = Secrets.hash(token);
    Session session = shelf.get(key);
    if (session == null) {
      return null;
    }
    if (over(session)) {
      shelf.remove(key);
      return null;
    }
    Instant now = clock.instant();
    if (now.isAfter(session.used().plus(COARSE))) {
      shelf.putIfPossible(key, new Session(session.person(), now));
    }
    return session.person();
  }

  /** What a page must send back with a change: follows from the token, and does not reveal it. */
  static String csrf(String token) {
    return Secrets.hash("csrf " + token);
  }

  void end(String token) {
    shelf.remove(Secrets.hash(token));
  }

  void endAllOf(PersonId person) {
    end(session -> session.person().equals(person));
  }

  private void end(Predicate<Session> which) {
    shelf.all().entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(shelf::remove);
  }

  private boolean over(Session session) {
    return clock.instant().isAfter(session.used().plus(LIFE));
  }
}
