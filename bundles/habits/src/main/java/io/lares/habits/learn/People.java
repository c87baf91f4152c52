package io.lares.habits.learn;

import io.lares.home.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers for people, and who of them does not want to be learned about. */
final class People {
  static final short UNWATCHED = -4;
  private static final int MOST = 1000;

  private final Map<PersonId, Short> numbers = new HashMap<>();
  private final List<PersonId> people = new ArrayList<>();
  private final Set<PersonId> unwatched = new HashSet<>();

  short number(PersonId person) {
    return unwatched.contains(person) ? UNWATCHED : lasting(person);
  }

  /** The number, whether the person wants to be learned about or not. */
  synchronized short lasting(PersonId person) {
    Short known = numbers.get(person);
    if (known == null) {
      if (people.size() >= MOST) {
        return UNWATCHED;
      }
      known = (short) people.size();
      numbers.put(person, known);
      people.add(person);
    }
    return known;
  }

  synchronized @Nullable PersonId person(int number) {
    return number >= 0 && number < people.size() ? people.get(number) : null;
  }

  void watch(PersonId person, boolean on) {
    if (on) {
      unwatched.remove(person);
    } else {
      unwatched.add(person);
    }
  }
}
