package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Floor;
import io.lares.home.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds to a home's phrases what its areas and floors are called. */
final class Places {
  private static final double NAMED = 0.9;
  private static final double SHORT = 1.4;
  private static final double WITHOUT_SPACES = 1.2;

  private final Home home;
  private final PackWords pack;
  private final PhraseBook book;

  Places(Home home, PackWords pack, PhraseBook book) {
    this.home = home;
    this.pack = pack;
    this.book = book;
  }

  /** Adds them. */
  void addAll() {
    for (Area area : home.areas()) {
      place(area.name(), area.aliases(), Set.of(area.id()));
    }
    Map<String, Set<AreaId>> besides = PlaceNames.of(home, pack);
    besides.forEach((text, areas) -> {
      if (book.get(text) == null) {
        book.add(text, new Word.Place(areas, text), SHORT);
        book.remember(text);
      }
    });
    roomFamilies();
    for (Floor floor : home.floors()) {
      Set<AreaId> areas = new LinkedHashSet<>();
      for (Area area : home.areas()) {
        if (floor.id().equals(area.floor())) {
          areas.add(area.id());
        }
      }
      place(floor.name(), floor.aliases(), areas);
    }
  }

  /** "The meeting rooms" are Meeting Room 1, Meeting Room 2 and so on. */
  private void roomFamilies() {
    Map<String, Set<AreaId>> rooms = new LinkedHashMap<>();
    for (Area area : home.areas()) {
      String text = pack.pack().form().of(area.name());
      int last = text.lastIndexOf(' ');
      if (last > 0 && pack.counts(text.substring(last + 1))) {
        rooms
            .computeIfAbsent(text.substring(0, last), ignored -> new LinkedHashSet<>())
            .add(area.id());
      }
    }
    rooms.forEach((stem, areas) -> {
      String many = stem.endsWith("s") ? stem : stem + "s";
      if (areas.size() > 1 && book.get(many) == null) {
        book.add(many, new Word.Place(areas, many), NAMED);
        book.add(stem, new Word.Place(areas, many), SHORT);
        book.remember(many);
      }
    });
  }

  private void place(String name, List<String> aliases, Set<AreaId> areas) {
    List<String> names = new ArrayList<>(aliases);
    names.addFirst(name);
    for (String one : names) {
      String text = pack.pack().form().of(one);
      if (!text.isEmpty()) {
        Word.Place place = new Word.Place(areas, name);
        book.add(text, place, NAMED);
        book.remember(text);
        book.beside(text);
        PhraseBook.scripts(text).forEach(other -> book.add(other, place, NAMED));
        if (text.indexOf(' ') > 0) {
          book.add(text.replace(" ", ""), place, WITHOUT_SPACES);
        }
      }
    }
  }
}
