package io.lares.habits.learn;

import io.lares.home.PersonId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for people. Safe from any thread. */
final class People {
  private static final int MOST = 1000;

  private final Map<PersonId, Short> numbers = new HashMap<>();
  private final Map<Integer, PersonId> people = new HashMap<>();

  /** The person's number; of more people than a home has, nobody's. */
  synchronized short number(PersonId person) {
    Short known = numbers.get(person);
    if (known == null) {
      if (numbers.size() >= MOST) {
        return EventLog.GUEST;
      }
      known = (short) numbers.size();
      numbers.put(person, known);
      people.put((int) known, person);
    }
    return known;
  }

  synchronized @Nullable PersonId person(int number) {
    return people.get(number);
  }
}
