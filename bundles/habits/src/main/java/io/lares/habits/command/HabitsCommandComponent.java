package io.lares.habits.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Component;

/** Offers {@code hub habits} to the launcher. */
@Component(service = ToIntFunction.class, property = "lares.command=habits")
public final class HabitsCommandComponent implements ToIntFunction<String[]> {
  @Override
  public int applyAsInt(String[] arguments) {
    try {
      PrintStream out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      PrintStream err =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      return new HabitsCommand(out, err).run(arguments);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
