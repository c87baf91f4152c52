package io.lares.access.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.access.AccessDenied;
import io.lares.access.AccessDenied.Reason;
import io.lares.home.Person;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.HomeRegistry;
import io.lares.store.Settings;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People and their password hashes. Name and role are the home's; only the hash is ours. */
final class People {
  private static final Logger LOG = LoggerFactory.getLogger(People.class);
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ID = 40;

  /**
   * A password, and whose it is as far as the home needs to be told again.
   *
   * @param hash a PHC string
   */
  private record Credential(Person person, String hash) {}

  private static final Shelf.Form<Credential> FORM =
      new Shelf.Form<>() {
        @Override
        public void write(Credential credential, ObjectNode json) {
          json.put("person", credential.person().id().value());
          json.put("name", credential.person().name());
          json.put("role", credential.person().role().name());
          json.put("hash", credential.hash());
        }

        @Override
        public Credential read(JsonNode json) {
          return new Credential(
              new Person(
                  new PersonId(json.path("person").asText()),
                  json.path("name").asText(),
                  Role.valueOf(json.path("role").asText())),
              json.path("hash").asText());
        }
      };

  private final HomeRegistry registry;
  private final Secrets secrets;
  private final Shelf<Credential> shelf;

  People(HomeRegistry registry, Settings settings, Secrets secrets) {
    this.registry = registry;
    this.secrets = secrets;
    this.shelf = new Shelf<>(settings, "access/password/", FORM);
    if (!owned()) {
      restoreOwner();
    }
  }

  /**
   * The home is written aside, so a hub that was killed in the second in which it was claimed knows
   * the owner's password and not the owner.
   */
  private void restoreOwner() {
    shelf.all().values().stream()
        .map(Credential::person)
        .filter(person -> person.role() == Role.OWNER)
        .findFirst()
        .ifPresent(owner -> {
          LOG.warn("{} owns this hub but is not in the home, and is put back", owner.name());
          registry.edit(new HomeEdit.PutPerson(owner));
        });
  }

  /** Whether somebody can enter who may do everything. */
  boolean owned() {
    return owners(null) > 0;
  }

  private long owners(@Nullable PersonId except) {
    return registry.home().people().stream()
        .filter(person -> person.role() == Role.OWNER && !person.id().equals(except))
        .filter(person -> hash(person.id()) != null)
        .count();
  }

  @Nullable Person person(PersonId id) {
    return registry.home().person(id);
  }

  @Nullable String hash(PersonId id) {
    Credential credential = shelf.get(id.value());
    return credential == null ? null : credential.hash();
  }

  /** The person of that name, one who can enter first. */
  @Nullable Person named(String name) {
    String wanted = folded(name);
    Person found = null;
    for (Person person : registry.home().people()) {
      if (folded(person.name()).equals(wanted)) {
        if (hash(person.id()) != null) {
          return person;
        }
        found = found == null ? person : found;
      }
    }
    return found;
  }

  /** For comparing: people don't care about case, width or spaces around. */
  static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Checks a name.
   *
   * @return as it is kept
   * @throws AccessDenied where it can't be a name, with what to do
   */
  static String checkedName(String name) throws AccessDenied {
    String stripped = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < 1 || length > LONGEST_NAME) {
      throw new AccessDenied(
          Reason.BAD_NAME, "A name has 1 to " + LONGEST_NAME + " characters.", null);
    }
    if (stripped.codePoints().anyMatch(People::invisible)) {
      throw new AccessDenied(
          Reason.BAD_NAME, "A name must not contain invisible characters.", null);
    }
    return stripped;
  }

  private static boolean invisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** An id for somebody new: the name as far as an address can show it. */
  PersonId freshId(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String slug = plain.substring(0, Math.min(plain.length(), LONGEST_ID));
    PersonId id = new PersonId(slug.isEmpty() ? "person-" + secrets.name() : slug);
    return id.equals(CommandLine.ID) || registry.home().person(id) != null
        ? new PersonId(id + "-" + secrets.name())
        : id;
  }

  /**
   * Puts a person into the home, with a password where there is one.
   *
   * @param hash null keeps the present one
   * @throws AccessDenied where another person who can enter has that name, or no owner would be
   *     left
   */
  void put(Person person, @Nullable String hash) throws AccessDenied {
    if (person.id().equals(CommandLine.ID)) {
      throw new AccessDenied(
          Reason.BAD_NAME, "The id \"cli\" belongs to the command line. Choose another.", null);
    }
    Person namesake = named(person.name());
    if (namesake != null && !namesake.id().equals(person.id())) {
      throw new AccessDenied(
          Reason.BAD_NAME,
          "There is a " + namesake.name() + " already. Choose a name that tells them apart.",
          null);
    }
    if (person.role() != Role.OWNER) {
      leaveAnOwner(person.id());
    }
    String kept = hash == null ? hash(person.id()) : hash;
    if (kept != null) {
      shelf.put(person.id().value(), new Credential(person, kept));
    }
    registry.edit(new HomeEdit.PutPerson(person));
  }

  void remove(PersonId id) throws AccessDenied {
    leaveAnOwner(id);
    shelf.remove(id.value());
    if (registry.home().person(id) != null) {
      registry.edit(new HomeEdit.RemovePerson(id));
    }
  }

  private void leaveAnOwner(PersonId except) throws AccessDenied {
    Person person = registry.home().person(except);
    if (person != null
        && person.role() == Role.OWNER
        && hash(except) != null
        && owners(except) == 0) {
      throw new AccessDenied(
          Reason.LAST_OWNER,
          person.name() + " is the only owner. Make somebody else an owner first.",
          null);
    }
  }
}
