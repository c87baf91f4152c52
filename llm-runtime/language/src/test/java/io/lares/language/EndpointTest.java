package io.lares.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static Endpoint endpoint(String address, String key) {
    return new Endpoint(Endpoint.address(address), "", Engine.ANY, Api.CHAT, 0, key);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.2:8000, http://10.0.0.2:8000/v1",
    "http://10.0.0.2:8000/, http://10.0.0.2:8000/v1",
    "http://10.0.0.2:8000/v1/, http://10.0.0.2:8000/v1",
    "HTTPS://models.example.org/api/v1, https://models.example.org/api/v1",
    "http://[fd00::1]:8000, http://[fd00::1]:8000/v1",
  })
  void anAddressIsCompleted(String typed, String meant) {
    assertThat(endpoint(typed, "").address()).hasToString(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.2:8000",
        "ftp://a/",
        "file:///etc/passwd",
        "http://",
        "http://a b",
        "http://u:p@a/",
        "http://a/?key=1",
        "http://a/#x"
      })
  void whatIsNoAddressIsRefusedInWords(String typed) {
    assertThatThrownBy(() -> endpoint(typed, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("An address ");
  }

  @Test
  void aKeyCantBreakOutOfItsHeaderAndIsInNoText() {
    assertThatThrownBy(() -> endpoint("http://a/", "x\r\nHost: b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(endpoint("http://a/", "sk-1").toString()).doesNotContain("sk-1");
  }
}
