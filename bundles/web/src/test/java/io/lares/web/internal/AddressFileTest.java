package io.lares.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressFileTest {
  @Test
  void programsOnThisMachineUseTheLoopbackWhereTheServerListensEverywhere() {
    assertThat(
            AddressFile.choose(List.of("http://[fd00::2%eth0]:8420/", "http://192.168.1.4:8420/")))
        .isEqualTo("http://127.0.0.1:8420");
  }

  @Test
  void aServerOnOneAddressIsAskedThere() {
    assertThat(AddressFile.choose(List.of("/lares", "http://192.168.1.4:8420/")))
        .isEqualTo("http://192.168.1.4:8420");
    assertThat(AddressFile.choose(List.of())).isNull();
  }
}
