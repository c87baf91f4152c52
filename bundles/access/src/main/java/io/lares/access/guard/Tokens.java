package io.lares.access.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.access.Access.IssuedToken;
import io.lares.access.Access.TokenInfo;
import io.lares.home.PersonId;
import io.lares.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** API tokens, {@code lares_...}. Only their hashes are kept. */
final class Tokens {
  static final String PREFIX = "lares_";

  /** The last use is written this seldom. */
  private static final Duration COARSE = Duration.ofHours(1);

  private static final int MOST_OF_A_PERSON = 50;
  private static final int LONGEST_LABEL = 100;

  private record Token(
      PersonId person, String label, String hash, Instant created, @Nullable Instant used) {}

  private static final Shelf.Form<Token> FORM =
      new Shelf.Form<>() {
        @Override
        public void write(Token token, ObjectNode json) {
          json.put("person", token.person().value());
          json.put("label", token.label());
          json.put("hash", token.hash());
          json.put("created", token.created().toString());
          if (token.used() != null) {
            json.put("used", token.used().toString());
          }
        }

        @Override
        public Token read(JsonNode json) {
          return new Token(
              new PersonId(json.path("person").asText()),
              json.path("label").asText(),
              json.path("hash").asText(),
              Instant.parse(json.path("created").asText()),
              json.has("used") ? Instant.parse(json.path("used").asText()) : null);
        }
      };

  private final InstantSource clock;
  private final Secrets secrets;
  private final Shelf<Token> shelf;
  private final Map<String, String> idByHash = new ConcurrentHashMap<>();

  Tokens(Settings settings, InstantSource clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
    this.shelf = new Shelf<>(settings, "access/token/", FORM);
    shelf.all().forEach((id, token) -> idByHash.put(token.hash(), id));
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException where the label is empty or too long, or there are too many
   */
  synchronized IssuedToken issue(PersonId person, String label) {
    String words = label.strip();
    if (words.isEmpty() || words.length() > LONGEST_LABEL) {
      throw new IllegalArgumentException(
          "Give the token a label of 1 to " + LONGEST_LABEL + " characters");
    }
    if (of(person).size() >= MOST_OF_A_PERSON) {
      throw new IllegalArgumentException(
          "There are " + MOST_OF_A_PERSON + " tokens already. Revoke one that is not needed");
    }
    String secret = PREFIX + secrets.token();
    String id = secrets.name();
    Token token = new Token(person, words, Secrets.hash(secret), clock.instant(), null);
    shelf.put(id, token);
    idByHash.put(token.hash(), id);
    return new IssuedToken(info(id, token), secret);
  }

  /** Whose token it is, or null. */
  @Nullable PersonId person(String secret) {
    String id = idByHash.get(Secrets.hash(secret));
    Token token = id == null ? null : shelf.get(id);
    if (id == null || token == null) {
      return null;
    }
    Instant now = clock.instant();
    if (token.used() == null || now.isAfter(token.used().plus(COARSE))) {
      noteUse(id, now);
    }
    return token.person();
  }

  /** Together with revoking, so that a use does not bring back a token that was just revoked. */
  private synchronized void noteUse(String id, Instant now) {
    Token token = shelf.get(id);
    if (token != null) {
      shelf.putIfPossible(
          id, new Token(token.person(), token.label(), token.hash(), token.created(), now));
    }
  }

  List<TokenInfo> of(PersonId person) {
    return shelf.all().entrySet().stream()
        .filter(entry -> entry.getValue().person().equals(person))
        .map(entry -> info(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(TokenInfo::created).thenComparing(TokenInfo::id))
        .toList();
  }

  /** Ends a token; one that is not this person's stays. */
  synchronized void revoke(PersonId person, String id) {
    Token token = shelf.get(id);
    if (token != null && token.person().equals(person)) {
      idByHash.remove(token.hash());
      shelf.remove(id);
    }
  }

  void revokeAllOf(PersonId person) {
    of(person).forEach(token -> revoke(person, token.id()));
  }

  private static TokenInfo info(String id, Token token) {
    return new TokenInfo(id, token.label(), token.created(), token.used());
  }
}
