package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.DeviceId;
import io.lares.planner.language.LanguagePack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What phrases mean in a home, beside what they mean in its language. */
class LexiconTest {
  private static final String HOME =
      """
      {"format": "lares-home/1", "name": "h", "language": "en", "units": "metric", "floors": [],
       "areas": [{"id": "r1", "name": "Meeting Room 1", "aliases": []},
                 {"id": "r2", "name": "Meeting Room 2", "aliases": []},
                 {"id": "sr", "name": "Study Room", "aliases": []}],
       "devices": [
         {"id": "p1", "name": "Panel 1", "aliases": [], "area": "r1", "type": "OnOffLight",
          "state": {"OnOff.onOff": false}},
         {"id": "p2", "name": "Panel 2", "aliases": [], "area": "r2", "type": "OnOffLight",
          "state": {"OnOff.onOff": false}},
         {"id": "can", "name": "Smart Trash Can", "aliases": ["iMac 插座"], "area": "sr",
          "type": "OnOffPlugInUnit", "state": {"OnOff.onOff": false}}]}
      """;

  private final Lexicon lexicon = lexicon();

  private static Lexicon lexicon() {
    List<PackWords> all = LanguagePack.all().stream().map(PackWords::new).toList();
    PackWords english =
        all.stream().filter(words -> words.pack().code().equals("en")).findFirst().orElseThrow();
    return new Lexicon(TestHome.of(HOME).home, english, all);
  }

  private <T extends Word> T word(String phrase, Class<T> kind) {
    PhraseBook.Entry entry = lexicon.get(phrase);
    assertThat(entry).as(phrase).isNotNull();
    return entry.words().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Set<DeviceId> devices(String... ids) {
    Set<DeviceId> devices = new LinkedHashSet<>();
    for (String id : ids) {
      devices.add(new DeviceId(id));
    }
    return devices;
  }

  @Test
  void whatOnlyANumberTellsApartHasANameTogether() {
    assertThat(word("panels", Word.Name.class).devices()).isEqualTo(devices("p1", "p2"));
    assertThat(word("meeting rooms", Word.Place.class).areas()).hasSize(2);
  }

  @Test
  void theEndOfANameIsEnoughAndCostsMoreThanTheName() {
    PhraseBook.Entry whole = lexicon.get("smart trash can");
    PhraseBook.Entry tail = lexicon.get("trash can");

    assertThat(word("trash can", Word.Name.class).devices()).isEqualTo(devices("can"));
    assertThat(whole).isNotNull();
    assertThat(tail).isNotNull();
    assertThat(tail.cost()).isGreaterThan(whole.cost());
  }

  @Test
  void aRoomIsKnownWithoutTheWordForRoom() {
    assertThat(word("study", Word.Place.class).areas()).hasSize(1);
  }

  @Test
  void aNameOfTwoScriptsMayBeWrittenWithASpaceOrWithout() {
    assertThat(word("imac插座", Word.Name.class).devices()).isEqualTo(devices("can"));
    assertThat(word("imac 插座", Word.Name.class).devices()).isEqualTo(devices("can"));
  }
}
