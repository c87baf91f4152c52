package io.lares.web.api;

import io.lares.home.Command;
import io.lares.home.Outcome;
import io.lares.home.Value;
import io.lares.kernel.CommandProgress;
import io.lares.web.json.MayBeAbsent;
import org.jspecify.annotations.Nullable;

/** A command and how far it is. */
record CommandView(
    long ticket,
    String intent,
    String device,
    String attribute,
    Value value,
    Status status,
    @MayBeAbsent @Nullable String reason,
    @MayBeAbsent @Nullable String message) {

  enum Status {
    SENT,
    ACCEPTED,
    CONFIRMED,
    UNCONFIRMED,
    FAILED
  }

  static CommandView of(CommandProgress progress) {
    Status stage =
        progress.stage() == CommandProgress.Stage.ACCEPTED ? Status.ACCEPTED : Status.SENT;
    return of(
        progress.ticket(), progress.intent().id(), progress.command(), stage, progress.outcome());
  }

  static CommandView of(
      long ticket, String intent, Command command, Status stage, @Nullable Outcome outcome) {
    Status status = stage;
    String reason = null;
    String message = null;
    switch (outcome) {
      case null -> {}
      case Outcome.Confirmed c -> status = Status.CONFIRMED;
      case Outcome.Unconfirmed(String why) -> {
        status = Status.UNCONFIRMED;
        message = why;
      }
      case Outcome.Failed(Outcome.Reason why, String words) -> {
        status = Status.FAILED;
        reason = why.name();
        message = words;
      }
    }
    return new CommandView(
        ticket,
        intent,
        command.device().value(),
        command.attribute().toString(),
        command.value(),
        status,
        reason,
        message);
  }
}
