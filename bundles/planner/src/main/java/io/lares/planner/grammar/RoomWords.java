package io.lares.planner.grammar;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a language calls rooms of a kind. */
final class RoomWords {
  private final Map<String, List<String>> rooms = new LinkedHashMap<>();
  private final Map<String, List<String>> roomsLike = new HashMap<>();
  private final List<String> outdoor = new ArrayList<>();

  RoomWords(LanguagePack pack) {
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      String section = phrase.section();
      if (section.startsWith("roomlike.")) {
        roomsLike
            .computeIfAbsent(section.replace("like", ""), ignored -> new ArrayList<>())
            .add(phrase.text());
      } else if (section.startsWith("room.")) {
        rooms.computeIfAbsent(section, ignored -> new ArrayList<>()).add(phrase.text());
      } else if (section.equals("outdoor")) {
        outdoor.add(phrase.text());
      }
    }
  }

  /** The names for kinds of rooms, those that mean the same together. */
  Collection<List<String>> kinds() {
    return rooms.values();
  }

  /** True where an area's name says that it is a room of a kind, by its names or by others. */
  boolean is(List<String> kind, String area) {
    List<String> names = new ArrayList<>(kind);
    rooms.forEach((section, own) -> {
      if (own == kind) {
        names.addAll(roomsLike.getOrDefault(section, List.of()));
      }
    });
    return names.stream().anyMatch(name -> Segmenter.mentions(area, name));
  }

  /** True where an area's name says that it is in the open air. */
  boolean outdoor(String area) {
    return outdoor.stream().anyMatch(word -> Segmenter.mentions(area, word));
  }
}
