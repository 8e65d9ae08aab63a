/**
 * Fine-tuning runs: define a {@link ai.arkor.api.Trainer}, start it, watch its {@link ai.arkor.api.TrainingRun}, read its
 * {@link ai.arkor.api.TrainingResult}.
 */
package ai.arkor.api;
