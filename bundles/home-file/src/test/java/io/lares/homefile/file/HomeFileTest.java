package io.lares.homefile.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.home.DeviceType;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeFileTest {
  private final HomeFileReader reader = new HomeFileReader();

  @Test
  void theDemoHomeIsAWellFormedFileOfKnownTypes() {
    HomeFile demo = HomeFile.parse(reader.demoHome());
    assertThat(demo.devices()).hasSizeGreaterThan(40);
    assertThat(demo.devices())
        .allSatisfy(device -> {
          String type = device.path("type").asText();
          assertThat(DeviceType.named(type).matterName()).isEqualTo(type);
        });
  }

  @Test
  void theChineseDemoHomeHasChineseNamesAndTheSameIdentifiers() {
    HomeFile english = HomeFile.parse(reader.demoHome());
    HomeFile chinese = HomeFile.parse(reader.demoHome(Locale.CHINA));
    assertThat(chinese.language().getLanguage()).isEqualTo("zh");
    assertThat(chinese.devices().findValuesAsText("id"))
        .isEqualTo(english.devices().findValuesAsText("id"));
    assertThat(chinese.devices().findValuesAsText("name"))
        .allMatch(name -> name.codePoints().anyMatch(Character::isIdeographic));
  }

  @Test
  void anAreaThatTheFileLacksIsNamed() {
    assertThatThrownBy(() ->
            HomeFile.parse(
                """
                {"format": "lares-home/1", "name": "x", "devices": [{"id": "lamp",
                 "name": "Lamp", "type": "OnOffLight", "area": "moon", "state": {}}]}
                """))
        .hasMessageContaining("device lamp.area")
        .hasMessageContaining("moon");
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> HomeFile.parse("{\"format\": \"lares-home/9\"}"))
        .hasMessageContaining("lares-home/1");
  }

  @Test
  void settingsOfTheSimulationMustBeTexts() {
    HomeFile file =
        HomeFile.parse(
            """
            {"format": "lares-home/1", "name": "x", "virtual": {"seed": "7"}}
            """);
    assertThat(file.simulation()).containsExactly(Map.entry("seed", "7"));
    assertThatThrownBy(() ->
            HomeFile.parse(
                """
                {"format": "lares-home/1", "name": "x", "virtual": {"seed": 7}}
                """))
        .hasMessageContaining("virtual.seed");
  }
}
