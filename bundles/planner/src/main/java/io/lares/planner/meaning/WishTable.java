package io.lares.planner.meaning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What wishes may come to, in no language: the resource {@code wishes.txt}, whose first lines say
 * how it is written.
 *
 * @param options by the wish's name, likeliest first
 */
record WishTable(SequencedMap<String, List<Option>> options) {
  /**
   * One thing that a wish may come to.
   *
   * @param deed null for a scene of about the same name
   * @param sure true where it is what nearly everybody means where it applies
   */
  record Option(@Nullable Deed deed, boolean sure) {
    static final String SCENE = "scene";

    /** The key of its sentence. */
    String key() {
      return deed == null ? SCENE : deed.name();
    }
  }

  static WishTable load() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    SequencedMap<String, List<Option>> wishes = new LinkedHashMap<>();
    for (String line : Resource.lines("wishes.txt")) {
      if (line.startsWith("deed ")) {
        Deed deed = Deed.parse(line.substring("deed ".length()));
        deeds.put(deed.name(), deed);
        continue;
      }
      int equals = line.indexOf('=');
      if (!line.startsWith("wish ") || equals < 0) {
        throw new IllegalStateException("neither a deed nor a wish: " + line);
      }
      List<Option> options = new ArrayList<>();
      for (String word : line.substring(equals + 1).strip().split(" +")) {
        boolean sure = word.endsWith("!");
        String name = sure ? word.substring(0, word.length() - 1) : word;
        Deed deed = deeds.get(name);
        if (deed == null && !name.equals(Option.SCENE)) {
          throw new IllegalStateException("there is no deed '" + name + "'");
        }
        options.add(new Option(deed, sure));
      }
      wishes.put(line.substring("wish ".length(), equals).strip(), List.copyOf(options));
    }
    return new WishTable(wishes);
  }
}
