package io.lares.mimo.command;

import io.lares.mimo.natives.Natives;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@code hub model} to the launcher. */
@Component(service = ToIntFunction.class, property = "lares.command=model")
public final class ModelCommandComponent implements ToIntFunction<String[]> {
  private final Path data;
  private final Path own;

  @Activate
  public ModelCommandComponent(BundleContext context) {
    String folder = context.getProperty("lares.hub.data");
    this.data = Path.of(folder == null ? "data" : folder);
    // A command has a folder of its own, so that it does not meet a hub that is running.
    String mine = context.getProperty("lares.data");
    this.own = mine == null ? data : Path.of(mine);
  }

  @Override
  public int applyAsInt(String[] arguments) {
    try {
      PrintStream out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      PrintStream err =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      boolean terminal = System.console() != null && System.console().isTerminal();
      Natives natives = new Natives(own.resolve("mimo").resolve("natives"));
      return new ModelCommand(data, natives, System.in, out, err, terminal).run(arguments);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
