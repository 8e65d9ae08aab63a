/**
 * How the base model is made: its corpus, tokenizer and training stages. Run by {@code recipes/base-model/make}, by nothing else.
 */
package ai.arkor.local.pretrain;
