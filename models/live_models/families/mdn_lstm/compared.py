"""Other ways to run MDN-LSTM, for the benchmark: each draws, feeds back and sounds as the generator does."""

from __future__ import annotations

from live_models.families.lstm.compared.dreams import dreaming_forms
from live_models.families.mdn_lstm.generator import generator

torch_lstm, torch_lstm_scripted, torch_gates_scripted, onnxruntime = dreaming_forms(generator)
