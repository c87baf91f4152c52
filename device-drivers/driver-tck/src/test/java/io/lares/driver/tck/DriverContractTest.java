package io.lares.driver.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.home.Value;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each question fails for a driver that breaks it, and passes for one that does not. */
class DriverContractTest {
  /** Which question must find a fault, and what it must say. */
  private record Finding(String question, String words) {}

  private static final Map<Fault, Finding> FOUND_BY = new EnumMap<>(Fault.class);

  static {
    found(Fault.CHANGES_ITS_MANIFEST, "itsManifestIsWellFormedAndConstant", "DriverManifest");
    found(Fault.LEAVES_A_THREAD, "itClosesTwiceAndLeavesNothingBehind", "tck-deaf");
    found(Fault.CANNOT_CLOSE_TWICE, "itClosesTwiceAndLeavesNothingBehind", "close threw");
    found(Fault.STARTS_A_THREAD_OF_ITS_OWN, "itStartsThreadsOnlyThroughItsHost", "own");
    found(Fault.CANNOT_CLOSE_WHILE_BUSY, "itClosesWhileItIsBusy", "close threw");
    found(Fault.ACCEPTS_AFTER_CLOSE, "aCommandAfterItsCloseDoesNothing", "after the close");
    found(Fault.REPORTS_AFTER_CLOSE, "aCommandAfterItsCloseDoesNothing", "reports after the close");
    found(Fault.SWALLOWS_INTERRUPTS, "anInterruptIsHonoured", "did not return within");
    found(
        Fault.IS_ANOTHER_EACH_TIME,
        "itsDevicesHaveTheSameIdentifiersAfterOpeningAgain",
        "the same devices");
    found(Fault.NEVER_ANSWERS, "aCommandIsAcceptedAndThenObserved", "No answer to");
    found(
        Fault.NEVER_SHOWS, "aCommandIsAcceptedAndThenObserved", "the observation that confirms it");
    found(
        Fault.SHOWS_WHAT_IT_NEVER_ANNOUNCED,
        "aCommandIsAcceptedAndThenObserved",
        "never announced");
    found(Fault.ACCEPTS_ANY_DEVICE, "aCommandToAnUnknownDeviceFails", "[accepted]");
    found(Fault.REFUSES_WITHOUT_A_WORD, "aCommandToAnUnknownDeviceFails", "words for people");
    found(Fault.ACCEPTS_ANY_ATTRIBUTE, "aCommandToAnUnknownAttributeFails", "[accepted]");
    found(Fault.ACCEPTS_ANY_VALUE, "aCommandWithAValueOfTheWrongKindFails", "[accepted]");
    found(
        Fault.ACCEPTS_WRITES_TO_SENSORS, "aCommandToWhatCanOnlyBeReadFails", "Sensor.temperature");
    found(
        Fault.FALLS_OVER_SETTINGS,
        "settingsThatMakeNoSenseAreRefusedInWordsOrIgnored",
        "open threw");
    found(Fault.FALLS_OVER_GARBAGE, "garbageDoesNotEndTheSession", "NumberFormatException");
    found(
        Fault.HOARDS_TIMERS,
        "aFloodLeavesTheSessionWorking",
        "tasks and timers of the session wait");
    found(Fault.TRUSTS_NAMES, "hostileNamesDoNoHarm", "native identifier");
  }

  private static void found(Fault fault, String question, String words) {
    FOUND_BY.put(fault, new Finding(question, words));
  }

  /** The contract over a driver with a fault, by the contract's own stimuli. */
  private record Exemplar(Fault fault, CountDownLatch released) implements DriverContract {
    @Override
    public Driver driver() {
      return new ToyDriver(fault, released);
    }

    @Override
    public DeviceCommand command() {
      return new DeviceCommand("lamp", ToyDriver.ON, Value.of(true), null);
    }

    @Override
    public Duration patience() {
      return fault == Fault.NONE ? TestHost.PATIENCE : Duration.ofSeconds(1);
    }
  }

  static Stream<Method> questions() {
    return Arrays.stream(DriverContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class));
  }

  static Stream<Fault> faults() {
    return Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aGoodDriverPasses(Method question) throws ReflectiveOperationException {
    question.invoke(new Exemplar(Fault.NONE, new CountDownLatch(1)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsFound(Fault fault) throws ReflectiveOperationException {
    Finding finding = Objects.requireNonNull(FOUND_BY.get(fault), "No question finds " + fault);
    Method question = DriverContract.class.getMethod(finding.question);
    CountDownLatch released = new CountDownLatch(1);
    try {
      assertThatThrownBy(() -> question.invoke(new Exemplar(fault, released)))
          .cause()
          .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class)
          .hasMessageContaining(finding.words);
    } finally {
      released.countDown();
    }
  }

  @Test
  void everyQuestionHasADriverThatFailsIt() {
    Set<String> all =
        questions().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(FOUND_BY.values()).extracting(Finding::question).containsAll(all);
  }
}
