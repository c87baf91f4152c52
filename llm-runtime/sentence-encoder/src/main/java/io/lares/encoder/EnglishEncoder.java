package io.lares.encoder;

import io.lares.language.SentenceEncoder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The encoder of English sentences as an OSGi service. */
@Component(service = SentenceEncoder.class, property = SentenceEncoder.LANGUAGE + "=en")
public final class EnglishEncoder extends OnDemandEncoder {
  @Activate
  public EnglishEncoder(BundleContext context, EncoderSettings settings) {
    super(ModelSpec.ENGLISH, context, settings);
  }

  @Deactivate
  @Override
  public void close() {
    super.close();
  }
}
