package io.lares.launcher.container;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Looks into bundles that run: which of their components (Declarative Services) do not. */
final class Components {
  private final BundleContext context;

  Components(BundleContext context) {
    this.context = context;
  }

  /** Calls the listener whenever a component of any bundle has changed its state. */
  void onChange(Runnable listener) {
    try {
      context.addServiceListener(
          event -> {
            if (event.getType() == ServiceEvent.MODIFIED) {
              listener.run();
            }
          },
          "(objectClass=" + ServiceComponentRuntime.class.getName() + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why a part of a running bundle does not work, in plain words; empty where all is well. */
  String problem(@Nullable Bundle bundle) {
    if (bundle == null || bundle.getState() != Bundle.ACTIVE) {
      return "";
    }
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
    if (runtime == null) {
      return "";
    }
    try {
      List<String> problems =
          runtime.getComponentDescriptionDTOs(bundle).stream()
              .flatMap(part ->
                  runtime.getComponentConfigurationDTOs(part).stream()
                      .flatMap(state -> problem(part, state).stream()))
              .sorted()
              .toList();
      return problems.isEmpty() ? "" : Reasons.shorten(String.join("; ", problems));
    } finally {
      context.ungetService(reference);
    }
  }

  private static Optional<String> problem(
      ComponentDescriptionDTO part, ComponentConfigurationDTO state) {
    String name = part.name.substring(part.name.lastIndexOf('.') + 1);
    return switch (state.state) {
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          Optional.of("its part " + name + " failed while it started: " + cause(state.failure));
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          Optional.of(
              "its part "
                  + name
                  + " waits for "
                  + wanted(part, state)
                  + ", which no bundle offers now");
      default -> Optional.empty();
    };
  }

  private static String wanted(ComponentDescriptionDTO part, ComponentConfigurationDTO state) {
    List<String> missing =
        Arrays.stream(state.unsatisfiedReferences).map(reference -> reference.name).toList();
    return Arrays.stream(part.references)
        .filter(reference -> missing.contains(reference.name))
        .map(reference -> reference.interfaceName)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  /** The innermost cause of a stack trace, without the places in code. */
  private static String cause(@Nullable String trace) {
    if (trace == null) {
      return "it did not say why";
    }
    String first = trace.lines().findFirst().orElse("");
    String innermost =
        trace
            .lines()
            .filter(line -> line.startsWith("Caused by: "))
            .map(line -> line.substring("Caused by: ".length()))
            .reduce(first, (a, b) -> b);
    int message = innermost.indexOf(": ");
    String kind = message < 0 ? innermost : innermost.substring(0, message);
    return Reasons.shorten(
        kind.substring(kind.lastIndexOf('.') + 1)
            + (message < 0 ? "" : innermost.substring(message)));
  }
}
