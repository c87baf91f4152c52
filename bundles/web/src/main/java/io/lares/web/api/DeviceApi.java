package io.lares.web.api;

import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Outcome;
import io.lares.home.Value;
import io.lares.kernel.CommandTicket;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.store.JournalEntry;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.Given;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Within;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Devices: their place in the home, and commands to them. */
final class DeviceApi {
  private final Parts parts;
  private final Clock clock;

  record DevicePatch(
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @Within(max = 20) @Nullable List<String> aliases,
      @MayBeAbsent @Nullable Given<String> area) {}

  record CommandWish(
      Value value,
      @MayBeAbsent @Within(min = 0, max = 3600) @Nullable Double transitionSeconds,
      @MayBeAbsent @Nullable Boolean confirmed) {}

  DeviceApi(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  void add(Routes routes) {
    routes
        .post(
            "/devices/{id}/attributes/{attribute}",
            Who.GUESTS,
            "Commands an attribute; 200 where the outcome is known already")
        .with(Parameter.whole("wait", 0, 30, "Seconds to wait for the outcome"))
        .status(200, 202)
        .takes(CommandWish.class, CommandView.class, this::command);
    routes
        .patch("/devices/{id}", Who.OWNERS, "Names and places a device")
        .takes(DevicePatch.class, DeviceView.class, this::place);
    routes
        .delete("/devices/{id}", Who.OWNERS, "Forgets a device until its driver finds it again")
        .does(this::remove);
  }

  private static Device device(Kernel kernel, Call call) {
    Device device = kernel.registry().home().device(Ids.device(call.path("id")));
    if (device == null) {
      throw Problem.notFound("This device");
    }
    return device;
  }

  static Attribute attribute(Device device, String name) {
    Attribute attribute = null;
    try {
      attribute = device.attribute(AttributeId.parse(name));
    } catch (IllegalArgumentException e) {
      // no such attribute, said below
    }
    if (attribute == null) {
      throw Problem.notFound("This attribute of " + device.name());
    }
    return attribute;
  }

  private Answer<CommandView> command(Call call, CommandWish wish) throws InterruptedException {
    Kernel kernel = parts.kernel().get();
    Device device = device(kernel, call);
    Attribute attribute = attribute(device, call.path("attribute"));
    if (!attribute.commandable()) {
      throw Problem.of(
          400, attribute.id() + " can only be read", "Command another attribute of the device.");
    }
    String misfit = attribute.kind().misfit(wish.value);
    if (misfit != null) {
      throw Problem.in("value", misfit);
    }
    Double seconds = wish.transitionSeconds;
    Command command =
        new Command(
            device.id(),
            attribute.id(),
            wish.value,
            seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000)));
    boolean confirmed = Boolean.TRUE.equals(wish.confirmed);
    Intent intent = new Intent(Ids.intent("tap"), call.actor(), "", confirmed);
    AreaId area = device.area();
    parts
        .journal()
        .find()
        .ifPresent(journal ->
            journal.append(
                new JournalEntry.Asked(
                    clock.instant(),
                    intent.id(),
                    intent.actor(),
                    "",
                    area == null ? null : area.value())));
    CommandTicket ticket = kernel.commands().submit(command, intent);
    Outcome outcome = await(ticket, call.whole("wait").orElse(0L));
    if (outcome instanceof Outcome.Failed(Outcome.Reason reason, String message)
        && reason == Outcome.Reason.FORBIDDEN) {
      throw Problem.of(403, "You may not do this", message);
    }
    CommandView view =
        CommandView.of(ticket.id(), intent.id(), command, CommandView.Status.SENT, outcome);
    return Answer.of(outcome == null ? 202 : 200, view);
  }

  private static @Nullable Outcome await(CommandTicket ticket, long seconds)
      throws InterruptedException {
    CompletableFuture<Outcome> outcome = ticket.outcome().toCompletableFuture();
    try {
      return outcome.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer<DeviceView> place(Call call, DevicePatch patch) {
    Kernel kernel = parts.kernel().get();
    Device device = device(kernel, call);
    AreaId area = area(patch.area, kernel.registry().home(), device.area());
    kernel
        .registry()
        .edit(
            new HomeEdit.PlaceDevice(
                device.id(),
                patch.name == null ? device.name() : patch.name,
                patch.aliases == null ? device.aliases() : patch.aliases,
                area));
    return Answer.ok(Views.device(device(kernel, call), kernel.state()));
  }

  private static @Nullable AreaId area(
      @Nullable Given<String> given, Home home, @Nullable AreaId present) {
    if (given == null) {
      return present;
    }
    String id = given.value();
    if (id == null) {
      return null;
    }
    AreaId area = Ids.area(id);
    if (home.area(area) == null) {
      throw Problem.in("area", "is not a room of this home");
    }
    return area;
  }

  private Answer<Void> remove(Call call) {
    Kernel kernel = parts.kernel().get();
    kernel.registry().edit(new HomeEdit.RemoveDevice(device(kernel, call).id()));
    return Answer.nothing();
  }
}
