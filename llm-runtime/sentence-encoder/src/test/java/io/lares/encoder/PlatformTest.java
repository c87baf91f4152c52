package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @ValueSource(strings = {"amd64", "aarch64"})
  void theBundleHasAllLibrariesOfAGateway(String processor) {
    Platform platform = Platform.of("Linux", processor);
    assertThat(platform.onnxRuntime())
        .hasSize(2)
        .allSatisfy(library -> assertThat(getClass().getResource(library)).isNotNull());
    assertThat(getClass().getResource(platform.tokenizers())).isNotNull();
  }

  @Test
  void itIsNamedForPeople() {
    assertThat(Platform.of("Linux", "amd64")).hasToString("linux on x86_64");
  }
}
