package io.lares.mqtt.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "/", "a/b", "#", "+", "+/b/#", "/+", "$SYS/#", "a//b", "日本/+"})
  void takesWellFormedFilters(String filter) {
    assertThatNoException().isThrownBy(() -> Topics.checkFilter(filter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#", "a/#/b", "a+", "+a/b", "a/b+", "$share/g/a", "a\0b", "a\ud800"})
  void refusesMalformedFilters(String filter) {
    assertThatIllegalArgumentException().isThrownBy(() -> Topics.checkFilter(filter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/+", "#", "a\0"})
  void refusesTopicsThatNoMessageMayGoTo(String topic) {
    assertThatIllegalArgumentException().isThrownBy(() -> Topics.checkTopic(topic));
  }

  @Test
  void countsTheBytesOfATopicAndNotItsCharacters() {
    assertThatNoException().isThrownBy(() -> Topics.checkTopic("a".repeat(65_535)));
    assertThatIllegalArgumentException().isThrownBy(() -> Topics.checkTopic("é".repeat(32_768)));
    assertThatIllegalArgumentException().isThrownBy(() -> Topics.checkFilter("a/".repeat(300)));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/B, false",
    "a/b, a/b/c, false",
    "a/+, a/b, true",
    "a/+, a/, true",
    "a/+, a, false",
    "a/+/c, a/b/c, true",
    "+, a, true",
    "+, /a, false",
    "+/+, /a, true",
    "#, a/b/c, true",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/#, ab, false",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "$SYS/#, $SYS/x, true",
    "a/$b, a/$b, true",
    "a/+, a/$b, true"
  })
  void aFilterTreeMatchesAsMqttSays(String filter, String topic, boolean matches) {
    var tree = new FilterTree<String>();
    tree.put(filter, filter);
    assertThat(matches(tree, topic)).isEqualTo(matches ? List.of(filter) : List.of());
  }

  @Test
  void aFilterTreeGivesEachOfManyOverlappingEntriesOnce() {
    var tree = new FilterTree<String>();
    var filters = List.of("#", "a/#", "a/+", "a/b", "+/b", "+/+", "c/b");
    filters.forEach(filter -> tree.put(filter, filter));
    assertThat(matches(tree, "a/b"))
        .containsExactlyInAnyOrder("#", "a/#", "a/+", "a/b", "+/b", "+/+");
    filters.forEach(filter -> tree.put(filter, null));
    assertThat(matches(tree, "a/b")).isEmpty();
  }

  private static List<String> matches(FilterTree<String> tree, String topic) {
    var found = new ArrayList<String>();
    tree.match(topic, found::add);
    return found;
  }
}
