package io.lares.planner.grammar;

import io.lares.planner.HomeList;
import io.lares.planner.Lists;
import io.lares.planner.Step;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants of the home's lists, once a frame has found it. */
final class ListReader {
  /** So many words of an item are enough where one is in another form: ring, rang. */
  private static final int MOST_WORDS = 2;

  private final List<HomeList> lists;
  private final PackWords pack;
  private final Speech speech;
  private final TextForm.Formed formed;

  ListReader(List<HomeList> lists, PackWords pack, Speech speech, TextForm.Formed formed) {
    this.lists = lists;
    this.pack = pack;
    this.speech = speech;
    this.formed = formed;
  }

  /** True where what a frame took for a list is one, or where it could only be one. */
  boolean fits(Frames.Match match) {
    String item = match.item();
    if (match.what().startsWith("bought")) {
      return !match.list().isEmpty() || itemOf(defaultList(), item) != null;
    }
    if (pack.get(pack.pack().form().of(item)).contains(Word.Mark.EVERYTHING)) {
      return false;
    }
    return match.list().isEmpty()
        ? !match.what().endsWith("ask")
        : find(match.list()) != null || named(match.list());
  }

  /** How a list of this home may be named: my shopping list, the list, personal tasks. */
  String pattern() {
    List<String> known = new ArrayList<>();
    for (HomeList list : lists) {
      for (String name : names(list)) {
        known.add(name);
        known.add(pack.lists().withoutNoun(name));
      }
    }
    return pack.lists().pattern(known);
  }

  /** True where the words speak of a list, whether this home has it or not. */
  private boolean named(String text) {
    return pack.lists().kind(text) != null || pack.lists().noun(text);
  }

  private @Nullable HomeList defaultList() {
    return find(pack.lists().name("shopping"));
  }

  /** The list that some words mean, or null. */
  private @Nullable HomeList find(String said) {
    String text = bare(said);
    for (HomeList list : lists) {
      for (String name : names(list)) {
        if (name.equals(text) || bare(name).equals(text)) {
          return list;
        }
      }
    }
    String kind = pack.lists().kind(text);
    if (kind == null) {
      kind = pack.lists().kind(said);
    }
    if (kind != null) {
      return ofKind(kind);
    }
    for (HomeList list : lists) {
      for (String name : names(list)) {
        if (!bare(name).isEmpty() && text.contains(bare(name))) {
          return list;
        }
      }
    }
    if (text.isEmpty()) {
      return lists.size() == 1 ? lists.getFirst() : null;
    }
    List<HomeList> partly = lists.stream().filter(list -> mentions(list, text)).toList();
    return partly.size() == 1 ? partly.getFirst() : null;
  }

  /** "The packing list" is Holiday Packing. */
  private boolean mentions(HomeList list, String text) {
    return names(list).stream()
        .anyMatch(name ->
            pack.pack().spaced()
                ? List.of(name.split(" ")).containsAll(List.of(text.split(" ")))
                : text.length() > 1 && name.contains(text));
  }

  private @Nullable HomeList ofKind(String kind) {
    List<HomeList> close = new ArrayList<>();
    for (HomeList list : lists) {
      for (String name : names(list)) {
        if (kind.equals(pack.lists().kind(name)) || kind.equals(pack.lists().kind(bare(name)))) {
          return list;
        }
        if (pack.lists().shares(kind, name)) {
          close.add(list);
        }
      }
    }
    return !close.isEmpty() ? close.getFirst() : lists.size() == 1 ? lists.getFirst() : null;
  }

  private List<String> names(HomeList list) {
    List<String> names = new ArrayList<>();
    names.add(pack.pack().form().of(list.name()));
    list.aliases().forEach(alias -> names.add(pack.pack().form().of(alias)));
    return names;
  }

  /** A list's name without the words around it and without the word for list. */
  private String bare(String text) {
    return pack.lists().withoutNoun(pack.withoutArticles(text));
  }

  List<Step> read(Part.OfList part, String said) {
    Frames.Match match = part.match();
    HomeList list = match.list().isEmpty() ? unnamed(match) : find(match.list());
    if (list == null) {
      String why =
          lists.isEmpty()
              ? speech.say("list.none")
              : speech.say(
                  "list.unknown", speech.choice(lists.stream().map(HomeList::name).toList()));
      return List.of(new Step.Refuse(said, why, said));
    }
    return switch (match.what()) {
      case "list.add", "buy.add", "told.add" -> add(list, match, said);
      case "told.complete" -> mentioned(list, match, said);
      case "list.complete", "bought.complete" -> known(list, match, Step.ListChange.COMPLETE, said);
      case "list.remove", "bought.remove" -> known(list, match, Step.ListChange.REMOVE, said);
      case "list.clear" -> List.of(new Step.ChangeList(Step.ListChange.CLEAR, list.id(), "", said));
      default -> List.of(new Step.Answer(told(list, match), said));
    };
  }

  /** The list that is meant where none is named: the one with the item, or that for shopping. */
  private @Nullable HomeList unnamed(Frames.Match match) {
    for (HomeList list : lists) {
      boolean told =
          match.what().startsWith("told.")
              && list.items().stream().anyMatch(item -> mentions(match.item(), item));
      if (match.what().endsWith(".complete") && (told || itemOf(list, match.item()) != null)) {
        return list;
      }
    }
    return defaultList();
  }

  private List<Step> add(HomeList list, Frames.Match match, String said) {
    List<Step> steps = new ArrayList<>();
    for (String item : items(list, match)) {
      if (!item.isEmpty() && item.length() <= Lists.LONGEST_ITEM) {
        steps.add(new Step.ChangeList(Step.ListChange.ADD, list.id(), item, said));
      }
    }
    return steps;
  }

  /** Things to buy are several where they are listed; things to do stay one sentence. */
  private List<String> items(HomeList list, Frames.Match match) {
    int from = match.itemFrom();
    boolean deeds = names(list).stream().anyMatch(name -> "todo".equals(pack.lists().kind(name)));
    if (deeds) {
      return List.of(formed.said(from, match.itemTo()));
    }
    return pack.lists().members(formed.text().substring(from, match.itemTo())).stream()
        .map(range -> formed.said(from + range.from(), from + range.to()).strip())
        .toList();
  }

  /** The items that something told of mentions: "the cups have arrived". */
  private List<Step> mentioned(HomeList list, Frames.Match match, String said) {
    List<Step> steps = new ArrayList<>();
    for (HomeList.Item item : list.items()) {
      if (!item.done() && mentions(match.item(), item)) {
        steps.add(new Step.ChangeList(Step.ListChange.COMPLETE, list.id(), item.text(), said));
      }
    }
    return steps.isEmpty() ? known(list, match, Step.ListChange.COMPLETE, said) : steps;
  }

  private boolean mentions(String told, HomeList.Item item) {
    String text = pack.pack().form().of(item.text());
    if (!pack.pack().spaced()) {
      return text.chars().allMatch(c -> told.indexOf(c) >= 0);
    }
    List<String> words = List.of(text.split(" "));
    List<String> said = List.of(told.split(" "));
    long same = words.stream().filter(said::contains).count();
    return same == words.size() || same >= MOST_WORDS && same == words.size() - 1;
  }

  private List<Step> known(HomeList list, Frames.Match match, Step.ListChange change, String said) {
    List<Step> steps = new ArrayList<>();
    for (String wanted : items(list, match)) {
      HomeList.Item item = itemOf(list, wanted);
      steps.add(
          item == null
              ? new Step.Refuse(wanted, speech.say("list.noitem", wanted, list.name()), said)
              : new Step.ChangeList(change, list.id(), item.text(), said));
    }
    return steps;
  }

  private HomeList.@Nullable Item itemOf(@Nullable HomeList list, String said) {
    if (list == null) {
      return null;
    }
    String text = pack.withoutArticles(pack.pack().form().of(said));
    for (HomeList.Item item : list.items()) {
      if (pack.pack().form().of(item.text()).equals(text)
          || pack.withoutArticles(pack.pack().form().of(item.text())).equals(text)) {
        return item;
      }
    }
    return null;
  }

  private String told(HomeList list, Frames.Match match) {
    List<String> open =
        list.items().stream().filter(item -> !item.done()).map(HomeList.Item::text).toList();
    if (match.what().equals("listitem.ask")) {
      HomeList.Item item = itemOf(list, match.item());
      boolean there = item != null && !item.done();
      return speech.say(there ? "list.has" : "list.lacks", match.item(), list.name());
    }
    return open.isEmpty()
        ? speech.say("list.empty", list.name())
        : match.what().equals("listcount.ask")
            ? speech.say("list.count", list.name(), open.size())
            : speech.say("list.items", list.name(), speech.enumerate(open));
  }
}
