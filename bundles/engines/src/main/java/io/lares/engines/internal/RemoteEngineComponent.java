package io.lares.engines.internal;

import io.lares.driver.Secrets;
import io.lares.engines.RemoteEngine;
import io.lares.engines.RemoteSettings;
import io.lares.engines.RemoteStatus;
import io.lares.language.LanguageModel;
import io.lares.language.RemoteModels;
import io.lares.store.Settings;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@link KeptEngine} as a service. The model is asked before or after the hub's own by its rank.
 */
@Component(service = RemoteEngine.class, immediate = true)
public final class RemoteEngineComponent implements RemoteEngine {
  private static final int BEFORE = 100;
  private static final int AFTER = -100;

  private final BundleContext context;
  private final KeptEngine engine;

  @Activate
  public RemoteEngineComponent(
      BundleContext context, @Reference Settings settings, @Reference Secrets secrets) {
    this.context = context;
    engine = new KeptEngine(settings, secrets, this::offer);
  }

  private Runnable offer(LanguageModel model, RemoteSettings.Turn turn) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("lares.engine", "remote");
    properties.put(Constants.SERVICE_RANKING, turn == RemoteSettings.Turn.FIRST ? BEFORE : AFTER);
    ServiceRegistration<LanguageModel> registration =
        context.registerService(LanguageModel.class, model, properties);
    return registration::unregister;
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setModels(RemoteModels models) {
    engine.models(models);
  }

  void unsetModels(RemoteModels models) {
    engine.models(null);
  }

  @Deactivate
  void stop() {
    engine.close();
  }

  @Override
  public RemoteSettings settings() {
    return engine.settings();
  }

  @Override
  public void apply(RemoteSettings settings) {
    engine.apply(settings);
  }

  @Override
  public RemoteStatus status() {
    return engine.status();
  }
}
