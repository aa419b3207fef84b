"""Trains kg/models/names-de, the network that finds names.

    python -m training.network --data /work/shared --work FOLDER             trains and writes the model
    python -m training.network --data /work/shared --work FOLDER --folds     without three tenths of the gold; scores these

Needs torch, onnx, onnxruntime and pip, and half an hour of one core: ten minutes for the encoder of ``--quality best`` to label
the texts, twenty to learn from it (knowledge distillation; Hinton, Vinyals and Dean 2015). What is finished lies in the folder,
and the same command goes on from there.
"""
